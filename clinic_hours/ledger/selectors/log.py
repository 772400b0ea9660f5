"""The public view of the log: its signed heads and its size."""

from dataclasses import dataclass
from datetime import datetime

from clinic_hours.ledger.models import Checkpoint, Cosignature, LedgerHead

MANY = 400  # as many points as a chart can show


@dataclass(frozen=True, slots=True)
class LogPoint:
    """The number of entries when a checkpoint was signed."""

    size: int
    signed_at: datetime


def checkpoint_note(size: int | None = None) -> str | None:
    """Return the newest checkpoint or the one at that size, with its cosignatures, or None."""
    found = Checkpoint.objects.order_by("-size")
    checkpoint = found.first() if size is None else found.filter(size=size).first()
    return cosigned_note(checkpoint) if checkpoint else None


def cosigned_note(checkpoint: Checkpoint) -> str:
    """Return a checkpoint's text with the lines of its witnesses."""
    lines = Cosignature.objects.filter(checkpoint=checkpoint).order_by("pk")
    return checkpoint.note + "".join(lines.values_list("line", flat=True))


def log_size() -> int:
    return LedgerHead.objects.values_list("size", flat=True).first() or 0


def log_growth() -> list[LogPoint]:
    """Return the newest checkpoints, oldest first."""
    newest = Checkpoint.objects.order_by("-size").values_list("size", "signed_at")[:MANY]
    return [LogPoint(*each) for each in reversed(newest)]
