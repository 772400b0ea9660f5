"""What a reader brings, and asks."""
