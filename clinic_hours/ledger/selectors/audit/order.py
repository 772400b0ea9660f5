"""Find acts dated before what they follow, as happens when a clock is set back."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.checkpoints import WAITING
from clinic_hours.ledger.domain.keys import took_over_at
from clinic_hours.ledger.models import Checkpoint, LogEntry, SigningKey

from .report import Damage

KIND = "out of order"


def out_of_order() -> Iterator[Damage]:
    yield from checkpoints()
    yield from keys()


def checkpoints() -> Iterator[Damage]:
    """Find a checkpoint that is older than the last entry it covers, or than the checkpoint before it."""
    entry = LogEntry.objects.filter(seq=OuterRef("size")).values("recorded_at")[:1]
    signed = Checkpoint.objects.annotate(recorded_at=Subquery(entry)).order_by("size")
    last = None
    for size, at, recorded_at in signed.values_list("size", "signed_at", "recorded_at").iterator():
        for each in (last, recorded_at):
            if each and at + WAITING < each:
                yield Damage(size, KIND, f"its checkpoint was signed {after(at, each)}")
        last = at


def keys() -> Iterator[Damage]:
    """Find a key that took over before the key it follows."""
    chain = SigningKey.objects.filter(previous__isnull=False).order_by("first_seq", "pk")
    for key, statement, before in chain.values_list("pk", "statement", "previous__statement"):
        at, answered = took_over_at(statement), took_over_at(before)
        if at < answered:
            yield Damage(None, KIND, f"key {key} took over {after(at, answered)}")


def after(at: datetime, answered: datetime) -> str:
    return f"at {instant(at)}, before the previous step at {instant(answered)}"
