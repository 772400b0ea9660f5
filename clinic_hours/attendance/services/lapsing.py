"""WRITE: end the presence of people who did not clock out. It gives no minutes by itself."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.domain.punches import PunchKind
from clinic_hours.attendance.domain.rules import LAPSES_AFTER
from clinic_hours.attendance.models import Presence
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.steps import lock_shift

from .news import tell_of_missing_ends
from .starting import attendee
from .steps import append_punch


def lapse_overdue(now: datetime | None = None, person_id: int | None = None) -> int:
    """End what still goes on hours after its shift, of everyone or one person. Return how many."""
    now = now or timezone.now()
    overdue = Presence.objects.filter(to_at=None, shift__ends_at__lt=now - LAPSES_AFTER)
    if person_id is not None:
        overdue = overdue.filter(person=person_id)
    shifts = Shift.objects.filter(pk__in=overdue.values("shift")).order_by("pk")
    return sum(lapse_on(shift=shift, now=now, person_id=person_id) for shift in shifts)


@recorded
def lapse_on(*, shift: Shift, now: datetime, person_id: int | None = None) -> int:
    shift = lock_shift(shift.pk)
    going_on = Presence.objects.filter(shift=shift, to_at=None)
    if person_id is not None:
        going_on = going_on.filter(person=person_id)
    rows = list(going_on.select_related("place", "duty").order_by("pk"))
    for row in rows:
        append_punch(shift, attendee(row), PunchKind.LAPSE, at=now, now=now)
    tell_of_missing_ends(shift, {row.person_id for row in rows if row.place_id}, now)
    return len(rows)
