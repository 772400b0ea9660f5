"""The public view of the log: its signed heads and its size."""

from dataclasses import dataclass
from datetime import datetime

from clinic_hours.ledger.models import Checkpoint, LedgerHead

MANY = 400  # as many points as a chart can show


@dataclass(frozen=True, slots=True)
class LogPoint:
    """The number of entries when a checkpoint was signed."""

    size: int
    signed_at: datetime


def checkpoint_note(size: int | None = None) -> str | None:
    """Return the text of the newest checkpoint or of the one at that size, or None."""
    found = Checkpoint.objects.order_by("-size")
    if size is not None:
        found = found.filter(size=size)
    return found.values_list("note", flat=True).first()


def log_size() -> int:
    return LedgerHead.objects.values_list("size", flat=True).first() or 0


def log_growth() -> list[LogPoint]:
    """Return the newest checkpoints, oldest first."""
    newest = Checkpoint.objects.order_by("-size").values_list("size", "signed_at")[:MANY]
    return [LogPoint(*each) for each in reversed(newest)]
