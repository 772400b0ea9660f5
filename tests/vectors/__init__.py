"""The corpus of docs/transcript-vectors: files that every verifier must give the same verdict."""
