"""Shifts as a kiosk shows them: no names."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clinic_hours.attendance.domain.rules import MINUTE
from clinic_hours.attendance.selectors.rules import rules_of
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift


def shifts_of_today(site: ClinicSite, now: datetime) -> Sequence[Shift]:
    """Return the shifts that begin today at a site, or go on now."""
    midnight = now.astimezone(ZoneInfo(site.time_zone)).replace(hour=0, minute=0, second=0)
    shifts = Shift.objects.filter(site=site, ends_at__gt=now, starts_at__lt=midnight + timedelta(1))
    return list(shifts.exclude(status=ShiftState.CANCELLED).order_by("starts_at", "pk"))


def running_shift(site: ClinicSite, at: datetime) -> Shift | None:
    """Return the shift at a site that has opened for clocking in and is not over."""
    early = rules_of(site.pk).early * MINUTE
    shifts = Shift.objects.filter(site=site, status=ShiftState.PLANNED, ends_at__gt=at)
    return shifts.filter(starts_at__lte=at + early).order_by("starts_at", "pk").first()
