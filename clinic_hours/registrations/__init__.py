"""What each wing adds to the wings below it. Django imports this once all models are there."""

from . import learning, ledger, office, people, sessions, transcripts

__all__ = ["learning", "ledger", "office", "people", "sessions", "transcripts"]
