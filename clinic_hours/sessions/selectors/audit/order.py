"""Find steps of sessions that are dated before what they follow, as happens when a clock is set back."""

from collections.abc import Iterator

from django.db.models import Exists, Max, OuterRef, Subquery

from clinic_hours.ledger.selectors.audit.order import KIND, after
from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.models import SessionEvent

EVENTS = 50_000  # per statement, because a database may cancel long ones


def out_of_order() -> Iterator[Damage]:
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
