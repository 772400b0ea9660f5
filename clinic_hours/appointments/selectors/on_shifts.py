"""The clients of a shift or of a student's places. None of these rows is read with the contact data."""

from collections.abc import Sequence

from django.db.models import QuerySet

from clinic_hours.appointments.domain.states import HELD
from clinic_hours.appointments.models import Appointment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from home.core.models.actors import Person

from .visible import appointments_visible_to


def clients_on(person: Person, shift: Shift) -> list[Appointment]:
    """Return the clients of a shift whom this person may know of, by time, with their students."""
    rows = appointments_visible_to(person).filter(shift=shift, state__in=HELD)
    return list(rows.select_related("place__student", "shift").order_by("starts_at", "pk"))


def clients_of_places(places: Sequence[Place]) -> QuerySet[Appointment]:
    """Return the clients of a student's booked places."""
    booked = [place.pk for place in places if place.status == PlaceState.BOOKED]
    rows = Appointment.objects.filter(place__in=booked, state__in=HELD)
    return rows.select_related("shift").order_by("starts_at", "pk")
