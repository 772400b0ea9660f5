"""WRITE: what became of a booked place."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.policies import can_reopen
from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.services.steps import lock_shift
from home.core.models.actors import Person


@recorded
def change_outcome(
    *, actor: Person, place: Place, kind: str, reason: str, now: datetime | None = None
) -> Outcome:
    """Excuse an absence, or take the excuse back, by the office and with a reason.

    Raises Refused for a place that nobody has said anything about yet, or whose student was there.
    """
    now = now or timezone.now()
    if not can_reopen(actor):
        raise NotAllowed("not_the_office")
    lock_shift(place.shift_id)
    known = place.outcomes.filter(is_current=True).first()
    if known is None:
        raise Refused((block("no_outcome_yet"),))
    if Outcome.Kind.ATTENDED in (known.kind, kind):
        raise Refused((block("student_was_there"),))
    return say_outcome(place, kind, actor, now, reason)


def say_outcome(place: Place, kind: str, actor: Person, now: datetime, reason: str = "") -> Outcome:
    """Write what became of a place, beside what was said before. The shift's lock is held."""
    place.outcomes.filter(is_current=True).update(is_current=False)
    return Outcome.objects.create(place=place, kind=kind, by=actor, at=now, reason=reason)
