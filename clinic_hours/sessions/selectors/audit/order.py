"""Find acts dated before what they follow, as happens when a clock is set back."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Subquery

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.checkpoints import WAITING
from clinic_hours.ledger.domain.keys import took_over_at
from clinic_hours.ledger.models import Checkpoint, SigningKey
from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.models import HourEntry, SessionEvent

KIND = "out of order"
EVENTS = 50_000  # per statement, because a database may cancel long ones


def out_of_order() -> Iterator[Damage]:
    yield from events()
    yield from checkpoints()
    yield from keys()


def events() -> Iterator[Damage]:
    """Find a step of a session that is dated before the step preceding it."""
    before = SessionEvent.objects.filter(session=OuterRef("session"), pk__lt=OuterRef("pk"))
    is_late = Exists(before.filter(happened_at__gt=OuterRef("happened_at")))
    answered = Subquery(before.order_by("-pk").values("happened_at")[:1])
    late = SessionEvent.objects.filter(is_late).annotate(answered=answered).order_by("pk")
    columns = ("session__public_id", "kind", "happened_at", "answered")
    last = SessionEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last, EVENTS):
        some = late.filter(pk__gt=first, pk__lte=first + EVENTS)
        for session, kind, at, before_it in some.values_list(*columns)[:1]:
            detail = f"session {session} was {kind} {after(at, before_it)}"
            yield Damage(None, KIND, detail)


def checkpoints() -> Iterator[Damage]:
    """Find a checkpoint that is older than the last entry it covers, or than the checkpoint before it."""
    entry = HourEntry.objects.filter(seq=OuterRef("size")).values("recorded_at")[:1]
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
