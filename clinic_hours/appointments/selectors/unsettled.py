"""Confirmed appointments whose shift, student or instructor is gone."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from clinic_hours.appointments.domain.free_times import is_covered
from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.models import Appointment
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.domain.supervision import Duty
from clinic_hours.shifts.models import ShiftSupervisor
from clinic_hours.shifts.selectors.offers import duties_of
from home.core.models.actors import Actor

from .visible import appointments_visible_to


def no_longer_fits(now: datetime) -> Q:
    """Match confirmed appointments ahead that their shift or their student no longer allows."""
    gone = (
        ~Q(place__status=PlaceState.BOOKED)
        | ~Q(shift__status=ShiftState.PLANNED)
        | Q(shift__starts_at__gt=F("starts_at"))
        | Q(shift__ends_at__lt=F("ends_at"))
    )
    return Q(state=AppointmentState.CONFIRMED, starts_at__gt=now) & gone


def without_instructor(user: Actor, now: datetime) -> list[Appointment]:
    """Return the confirmed appointments ahead for which no instructor is there all the time, by time.

    Their shift and student are still there, so they stay as they are: the office finds cover, or calls.
    """
    confirmed = appointments_visible_to(user).filter(
        state=AppointmentState.CONFIRMED, starts_at__gt=now
    )
    there = ShiftSupervisor.objects.filter(
        shift=OuterRef("shift"),
        withdrawn_at=None,
        confirmed_at__isnull=False,
        from_at__lte=OuterRef("starts_at"),
        to_at__gte=OuterRef("ends_at"),
    )
    rows = confirmed.exclude(no_longer_fits(now)).exclude(Exists(there)).select_related("shift")
    found = list(rows.order_by("starts_at", "pk"))
    duties = duties_of([row.shift_id for row in found if row.shift_id])
    return [row for row in found if not is_supervised(row, duties.get(row.shift_id or 0, ()))]


def is_supervised(row: Appointment, duties: Iterable[tuple[Duty, int]]) -> bool:
    """Whether instructors are there all the time, perhaps one after the other."""
    if row.starts_at is None or row.ends_at is None:
        return False
    there = [(duty.from_at, duty.to_at) for duty, _user in duties]
    return is_covered((row.starts_at, row.ends_at), there)
