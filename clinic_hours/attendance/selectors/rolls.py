"""Who is on a shift: what its page and its accounts are computed from, in three queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

from .attendees import duties_of
from .rules import rules_on


@dataclass(frozen=True, slots=True)
class Roll:
    """The booked places of a shift, its confirmed instructors, and the rules of its site."""

    places: Sequence[Place]
    duties: Sequence[ShiftSupervisor]
    rules: Rules


def roll_of(shift: Shift) -> Roll:
    duties = duties_of(shift).select_related("supervisor__user")
    return Roll(booked_on(shift), list(duties), rules_on(shift))


def booked_on(shift: Shift) -> Sequence[Place]:
    booked = Place.objects.filter(shift=shift, status=PlaceState.BOOKED)
    relations = ("student", "enrollment__student", "enrollment__requirement_set")
    return list(booked.select_related(*relations).order_by("pk"))
