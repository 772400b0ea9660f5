"""Confirmed appointments whose shift or student is gone."""

from datetime import datetime

from django.db.models import F, Q

from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.shifts.domain.states import PlaceState, ShiftState


def no_longer_fits(now: datetime) -> Q:
    """Match confirmed appointments ahead that their shift or their student no longer allows."""
    gone = (
        ~Q(place__status=PlaceState.BOOKED)
        | ~Q(shift__status=ShiftState.PLANNED)
        | Q(shift__starts_at__gt=F("starts_at"))
        | Q(shift__ends_at__lt=F("ends_at"))
    )
    return Q(state=AppointmentState.CONFIRMED, starts_at__gt=now) & gone
