"""Shifts as a kiosk shows them: no names."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from clinic_hours.attendance.domain.rules import LAPSES_AFTER, MINUTE
from clinic_hours.attendance.selectors.attendees import shifts_with
from clinic_hours.attendance.selectors.rules import rules_of
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person


def shifts_of_today(site: ClinicSite, now: datetime) -> Sequence[Shift]:
    """Return the shifts that begin today at a site, or go on now."""
    midnight = now.astimezone(ZoneInfo(site.time_zone)).replace(hour=0, minute=0, second=0)
    shifts = Shift.objects.filter(site=site, ends_at__gt=now, starts_at__lt=midnight + timedelta(1))
    return list(shifts.exclude(status=ShiftState.CANCELLED).order_by("starts_at", "pk"))


def shift_about(site: ClinicSite, person: Person | None, at: datetime) -> Shift | None:
    """Return the shift at a site that a request to its instructor is about: the person's own, or else any.

    One that is over, or closed, is better than none: nobody reads a request without a shift.
    """
    return (nearest(site, shifts_with(person.pk), at) if person else None) or nearest(
        site, Shift.objects.all(), at
    )


def nearest(site: ClinicSite, shifts: QuerySet[Shift], at: datetime) -> Shift | None:
    """Return the shift that is on, or the one that ended last, as long as people can be clocked in there."""
    opened = at + rules_of(site.pk).early * MINUTE
    near = shifts.filter(site=site, starts_at__lte=opened, ends_at__gt=at - LAPSES_AFTER)
    found = near.exclude(status=ShiftState.CANCELLED).order_by("starts_at", "pk")
    return min(found, key=lambda shift: max(at - shift.ends_at, timedelta()), default=None)
