"""The free times of one shift, as the database has them now."""

from collections.abc import Sequence
from datetime import datetime

from clinic_hours.appointments.domain.free_times import FreeTime, Span, free_times
from clinic_hours.appointments.domain.states import HELD
from clinic_hours.appointments.models import Appointment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.offers import duties_of


def free_times_of(
    shift: Shift, minutes: int, now: datetime, but: Appointment | None = None
) -> list[FreeTime]:
    """Return when a client can come, not counting the time that the appointment `but` has now."""
    duties = [(duty.from_at, duty.to_at) for duty, _user in duties_of([shift.pk]).get(shift.pk, ())]
    span = (shift.starts_at, shift.ends_at)
    return list(free_times(span, minutes, duties, busy_times(shift, but), now))


def busy_times(shift: Shift, but: Appointment | None = None) -> dict[int, list[Span]]:
    """Return {booked place: its appointments}, the first to book first."""
    places = Place.objects.filter(shift=shift, status=PlaceState.BOOKED).order_by("asked_at", "pk")
    busy: dict[int, list[Span]] = {pk: [] for pk in places.values_list("pk", flat=True)}
    taken = Appointment.objects.filter(place__in=list(busy), state__in=HELD)
    if but:
        taken = taken.exclude(pk=but.pk)
    for place, starts_at, ends_at in taken.values_list("place_id", "starts_at", "ends_at"):
        if starts_at and ends_at:
            busy[place].append((starts_at, ends_at))
    return busy


def students_of(shift: Shift) -> Sequence[Place]:
    booked = Place.objects.filter(shift=shift, status=PlaceState.BOOKED)
    return list(booked.select_related("student").order_by("student__display_name", "pk"))
