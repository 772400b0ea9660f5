"""What a reader may know about a shift: who has a place, who waits, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_hours.people.selectors.names import Names
from clinic_hours.shifts.domain.states import HELD_PLACES, PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftEvent
from home.core.models.actors import Actor

from .visible import places_visible_to

PAGE = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """The places that a reader sees on a shift, and all students who ever had or wanted one."""

    places: Sequence[Place]
    students: frozenset[int]

    @property
    def held(self) -> list[Place]:
        return [place for place in self.places if place.status in HELD_PLACES]

    @property
    def line(self) -> list[Place]:
        return [place for place in self.places if place.status == PlaceState.WAITING]

    def names(self, names: Names) -> dict[int, str]:
        """Return {student: the name that the reader sees}, empty for those whose places are hidden."""
        known = {place.student_id: names.of(place.enrollment) for place in self.places}
        return dict.fromkeys(self.students, "") | known


@dataclass(frozen=True, slots=True)
class Events:
    """The newest events of a shift, and the key to go on from."""

    events: Sequence[ShiftEvent]
    following: int | None


def seen_on(user: Actor, shift: Shift) -> Seen:
    places = places_visible_to(user).filter(shift=shift).order_by("queue_no", "pk")
    students = Place.objects.filter(shift=shift).order_by().values_list("student_id", flat=True)
    return Seen(list(places.select_related("enrollment__student")), frozenset(students))


def events_of(shift: Shift, before: int | None = None) -> Events:
    """Return a page of events, newest first."""
    rows = ShiftEvent.objects.filter(shift=shift).select_related("actor", "about").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return Events(shown, shown[-1].pk if len(found) > PAGE else None)
