"""WRITE: agree that another student takes a place, or that two students swap. All or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place
from clinic_hours.shifts.policies import can_settle
from clinic_hours.shifts.selectors.covers.takers import against
from clinic_hours.shifts.services.booking import live_place, seat
from clinic_hours.shifts.services.steps import Kind, lock_enrollments, move_place, note
from home.core.models.actors import Person

from .news import tell_agreed
from .steps import answer_to, lock_cover, move_cover


@dataclass(frozen=True, slots=True)
class Leg:
    """A place that goes from its student to another person."""

    place: Place
    taker: Person


@recorded
def agree_exchange(
    *, actor: Person, cover: Cover, version: int, now: datetime | None = None
) -> Cover:
    """Give the place to the student who takes it, and in a swap get theirs. `taken` stays as it is."""
    now = now or timezone.now()
    if cover.place is None or not can_settle(actor, cover):
        raise NotAllowed("not_yours_to_settle")
    cover = lock_cover(cover, version, now)
    if cover.state != CoverState.TAKEN:
        raise Conflict
    legs = legs_of(cover)
    enrollments = examine_legs(legs, actor, now)
    agreed = [each for each in (cover, answer_to(cover)) if each]
    for each in agreed:
        move_cover(each, CoverState.AGREED, settled_at=now)
    exchange(legs, enrollments, actor, now)
    for each in agreed:
        tell_agreed(each, str(each.taken_by), now)
    return cover


def legs_of(cover: Cover) -> list[Leg]:
    """Return the places that change hands: one, or both of a swap."""
    both = [cover, answer_to(cover)]
    return [
        Leg(each.place, each.taken_by) for each in both if each and each.place and each.taken_by
    ]


def examine_legs(legs: Sequence[Leg], actor: Person, now: datetime) -> list[Enrollment]:
    """Lock the enrollments and return the one that takes over each place.

    Every rule sees both students without the place that they give away. Raises Refused, with a sentence
    about the other person if it is them who cannot take it.
    """
    leaving = [leg.place for leg in legs]
    takers = Enrollment.objects.filter(student__in=[leg.taker for leg in legs])
    keys = {*takers.values_list("pk", flat=True), *(place.enrollment_id for place in leaving)}
    enrollments = lock_enrollments(keys).values()
    found = []
    for leg in legs:
        theirs = [each for each in enrollments if each.student_id == leg.taker.pk]
        found.append(who_takes(leg, theirs, leaving, actor, now))
    return found


def who_takes(
    leg: Leg,
    enrollments: Sequence[Enrollment],
    leaving: Sequence[Place],
    actor: Person,
    now: datetime,
) -> Enrollment:
    """Return the first enrollment that can take over a place. Raises Refused if none can."""
    obstacles = against(leg.place.shift, enrollments, now, leaving)
    for each in enrollments:
        if not obstacles[each.pk]:
            held = live_place(leg.place.shift, each)
            if held and held.status != PlaceState.WAITING:
                break
            return each
    if leg.taker.pk != actor.pk:
        raise Refused((cannot_take(leg),))
    if not enrollments:
        raise NotAllowed("not_a_student")
    fewest = min((obstacles[each.pk] for each in enrollments), key=len)
    raise Refused(fewest or (block("place_is_yours"),))


def cannot_take(leg: Leg) -> Finding:
    """Say that the other person cannot take a place, but not why: that is theirs."""
    shift = leg.place.shift
    times = {"starts_at": shift.starts_at.isoformat(), "ends_at": shift.ends_at.isoformat()}
    return block("other_cannot_take_it", name=str(leg.taker), **times, zone=shift.zone)


def exchange(
    legs: Sequence[Leg], enrollments: Sequence[Enrollment], actor: Person, now: datetime
) -> None:
    """Write the new places in the seats of the old ones. Both are given up before either is booked."""
    for leg in legs:
        if leg.place.status != PlaceState.BOOKED or not move_place(leg.place, PlaceState.CANCELLED):
            raise Conflict
    for leg, enrollment in zip(legs, enrollments, strict=True):
        shift = leg.place.shift
        if waiting := live_place(shift, enrollment):
            move_place(waiting, PlaceState.CANCELLED)
        note(shift, Kind.COVERED, actor=actor, now=now, about=leg.place.student_id)
        seat(shift, enrollment, actor, now, source=Place.Source.COVER)
