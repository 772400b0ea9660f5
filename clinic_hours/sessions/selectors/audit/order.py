"""Acts that are dated before what they answer, as happens where a clock was set back."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lag

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.checkpoints import WAITING
from clinic_hours.ledger.domain.keys import took_over_at
from clinic_hours.ledger.models import Checkpoint, SigningKey
from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent

KIND = "out of order"
SESSIONS = 10_000  # asked about in one statement


def out_of_order() -> Iterator[Damage]:
    yield from events()
    yield from checkpoints()
    yield from keys()


def events() -> Iterator[Damage]:
    """Find a step of a session that is dated before the step that stands before it."""
    before = Window(Lag("happened_at"), partition_by=[F("session_id")], order_by=F("pk").asc())
    columns = ("session__public_id", "kind", "happened_at", "before")
    for some in portions_of_sessions():
        steps = SessionEvent.objects.filter(some).annotate(before=before)
        late = steps.filter(happened_at__lt=F("before")).order_by("pk")
        for session, kind, at, answered in late.values_list(*columns)[:1]:
            detail = f"session {session} was {kind} {after(at, answered)}"
            yield Damage(None, KIND, detail)


def portions_of_sessions() -> Iterator[Q]:
    """Yield one stretch of sessions after another: a database may end long statements."""
    keys = ClinicSession.objects.order_by("pk").values_list("pk", flat=True)
    last = 0
    while some := list(keys.filter(pk__gt=last)[:SESSIONS]):
        yield Q(session__gt=last, session__lte=some[-1])
        last = some[-1]


def checkpoints() -> Iterator[Damage]:
    """Find a checkpoint that is older than the last entry that it counts, or than the one before it."""
    entry = HourEntry.objects.filter(seq=OuterRef("size")).values("recorded_at")[:1]
    signed = Checkpoint.objects.annotate(recorded_at=Subquery(entry)).order_by("size")
    last = None
    for size, at, recorded_at in signed.values_list("size", "signed_at", "recorded_at").iterator():
        for each in (last, recorded_at):
            if each and at + WAITING < each:
                yield Damage(size, KIND, f"its checkpoint was signed {after(at, each)}")
        last = at


def keys() -> Iterator[Damage]:
    """Find a key that took over before the one that it follows."""
    chain = SigningKey.objects.filter(previous__isnull=False).order_by("first_seq", "pk")
    for key, statement, before in chain.values_list("pk", "statement", "previous__statement"):
        at, answered = took_over_at(statement), took_over_at(before)
        if at < answered:
            yield Damage(None, KIND, f"key {key} took over {after(at, answered)}")


def after(at: datetime, answered: datetime) -> str:
    return f"at {instant(at)}, before what it answers, at {instant(answered)}"
