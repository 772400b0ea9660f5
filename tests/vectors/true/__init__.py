"""True transcripts."""
