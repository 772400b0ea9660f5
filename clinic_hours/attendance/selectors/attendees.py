"""Who can clock in on a shift: students with a booked place, and its confirmed instructors."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from clinic_hours.attendance.domain.punches import PunchKind
from clinic_hours.attendance.models import Presence
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

from .rules import rules_on


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person on one shift, with either a place or a duty."""

    person_id: int
    place: Place | None = None
    duty: ShiftSupervisor | None = None

    @property
    def columns(self) -> dict[str, object]:
        return {"person_id": self.person_id, "place": self.place, "duty": self.duty}

    @property
    def starts_at(self) -> datetime:
        """When they are expected."""
        if self.duty:
            return self.duty.from_at
        assert self.place
        return self.place.starts_at


def attendee_of(shift: Shift, person_id: int) -> Attendee | None:
    """Return what someone is on a shift, or None if they have neither place nor duty."""
    places = Place.objects.filter(shift=shift, student=person_id, status=PlaceState.BOOKED)
    if place := places.first():
        return Attendee(person_id, place=place)
    if duty := duties_of(shift).filter(supervisor__user=person_id).first():
        return Attendee(person_id, duty=duty)
    return None


def duties_of(shift: Shift) -> QuerySet[ShiftSupervisor]:
    """Return the confirmed instructors of a shift."""
    duties = ShiftSupervisor.objects.filter(shift=shift, withdrawn_at=None)
    return duties.filter(confirmed_at__isnull=False).order_by("from_at", "pk")


def going_on(person_id: int) -> QuerySet[Presence]:
    """Return the presence of a person that goes on, wherever it is, or none."""
    return Presence.objects.filter(person=person_id, to_at=None).select_related("shift__site")


def shifts_with(person_id: int) -> QuerySet[Shift]:
    """Return the shifts on which someone has a place or a duty."""
    places = Place.objects.filter(student=person_id, status=PlaceState.BOOKED)
    duties = ShiftSupervisor.objects.filter(
        supervisor__user=person_id, withdrawn_at=None, confirmed_at__isnull=False
    )
    mine = Q(pk__in=places.values("shift")) | Q(pk__in=duties.values("shift"))
    return Shift.objects.filter(mine)


def shift_to_punch(
    person_id: int, kind: PunchKind, at: datetime, site: ClinicSite | None = None
) -> Shift | None:
    """Return the shift that a punch belongs to, or None.

    Whoever is clocked in punches there, wherever it is. Clocking in is for the earliest shift of that person
    at the site that has opened for it and is not over.
    """
    if kind != PunchKind.IN:
        presence = going_on(person_id).first()
        return presence.shift if presence else None
    shifts = shifts_with(person_id).filter(status=ShiftState.PLANNED, ends_at__gt=at)
    if site:
        shifts = shifts.filter(site=site)
    shift = shifts.select_related("site").order_by("starts_at", "pk").first()
    if shift is None or at < rules_on(shift).opens_at(shift.starts_at):
        return None
    return shift
