"""WRITE: what became of a booked place."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.policies import can_reopen
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.services.steps import lock_shift
from home.core.models.actors import Person

from .news import tell_of_outcome

Kind = Outcome.Kind


@recorded
def change_outcome(
    *,
    actor: Person,
    place: Place,
    kind: str,
    reason: str,
    shown: int | None = None,
    now: datetime | None = None,
) -> Outcome:
    """Excuse an absence, or take the excuse back, by the office and with a reason. The student is told.

    `shown` is the outcome that the page showed. Raises Conflict if another holds now, and Refused for a
    place that nobody has said anything about yet, whose student was there, or that this would not change.
    """
    now = now or timezone.now()
    if not can_reopen(actor):
        raise NotAllowed("not_the_office")
    lock_shift(place.shift_id)
    known = place.outcomes.filter(is_current=True).first()
    if known is None:
        raise Refused((block("no_outcome_yet"),))
    if shown not in (None, known.pk):
        raise Conflict
    if Kind.ATTENDED in (known.kind, kind):
        raise Refused((block("student_was_there"),))
    if known.kind == kind:
        raise Refused((block("outcome_is_the_same", "kind"),))
    made = say_outcome(place, kind, actor, now, reason)
    tell_of_outcome(made, now)
    return made


def say_outcome(place: Place, kind: str, actor: Person, now: datetime, reason: str = "") -> Outcome:
    """Write what became of a place, beside what was said before. The shift's lock is held."""
    place.outcomes.filter(is_current=True).update(is_current=False)
    return Outcome.objects.create(place=place, kind=kind, by=actor, at=now, reason=reason)


def correct_outcome(
    place: Place, actor: Person, now: datetime, reason: str, *, was_there: bool
) -> None:
    """After a correction of times on a closed shift, say what follows from them. The shift's lock is held."""
    known = place.outcomes.filter(is_current=True).first()
    if known is None or (known.kind == Kind.ATTENDED) == was_there:
        return
    made = say_outcome(place, Kind.ATTENDED if was_there else Kind.ABSENT, actor, now, reason)
    if not was_there:
        tell_of_outcome(made, now)
