"""WRITE: a student's places, from the waiting list to booked and given up.

Each service writes the shift first, then takes the enrollments' locks, examines the rules and changes the
place. Raises Refused for a rule, Conflict for a place that changed, NotAllowed for anyone else.
"""

from dataclasses import replace
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.booking import WORTH_WAITING, obstacles
from clinic_hours.shifts.domain.states import HELD_PLACES, LIVE_PLACES, PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.policies import can_answer_for, can_book_for, can_plan
from clinic_hours.shifts.selectors.bookers import bookers_of
from clinic_hours.shifts.selectors.lines import waiting_on
from clinic_hours.shifts.selectors.offers import offers_of
from home.core.models.actors import Person

from .covers.endings import end_covers
from .news import tell_of_place
from .steps import (
    Kind,
    free_seat,
    live_place,
    lock_enrollments,
    lock_shift,
    move_place,
    note,
    place_on,
    read_shift,
    take_any_seat,
    take_seat,
    with_shift,
)
from .waiting import fill, pass_on


@recorded
def book(
    *,
    actor: Person,
    shift: Shift,
    enrollment: Enrollment,
    or_wait: bool = False,
    now: datetime | None = None,
) -> Place:
    """Book a place, or with `or_wait` join the waiting list if there is none.

    Doing it twice returns the same place. Raises Refused, with "just_filled" for a shift that is full.
    """
    now = now or timezone.now()
    if not can_book_for(actor, enrollment):
        raise NotAllowed("not_your_enrollment")
    has_seat = take_seat(shift.pk, now)
    if not has_seat and not or_wait:
        return refuse(read_shift(shift.pk), enrollment, now)
    shift = read_shift(shift.pk) if has_seat else lock_shift(shift.pk)
    waiting = list(waiting_on(shift).values_list("enrollment_id", flat=True))
    enrollment = lock_enrollments([enrollment.pk, *waiting])[enrollment.pk]
    if known := live_place(shift, enrollment):
        if has_seat:
            free_seat(shift)
            fill(shift, now)
        return with_shift(known)
    if has_seat and waiting:
        # Those in line come first.
        free_seat(shift)
        fill(shift, now)
        has_seat = take_seat(shift.pk, now)
        shift = read_shift(shift.pk)
    found = examine(shift, enrollment, now, has_seat=has_seat)
    if or_wait and (not has_seat or found) and {each.code for each in found} <= WORTH_WAITING:
        if has_seat:
            free_seat(shift)
        return wait(shift, enrollment, actor, now)
    if found:
        raise Refused(found)
    if not has_seat:
        raise Refused((block("just_filled", number=len(waiting) + 1),))
    return seat(shift, enrollment, actor, now, source=Place.Source.SELF)


@recorded
def assign(
    *,
    actor: Person,
    shift: Shift,
    enrollment: Enrollment,
    purpose: str = Place.Purpose.REGULAR,
    now: datetime | None = None,
) -> Place:
    """Give a student a place, by the office: also after booking has closed, but by all other rules.

    The clients of a make-up shift do not count. Raises Refused, with "shift_full" if there is no place.
    """
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    has_seat = take_any_seat(shift.pk, now)
    shift = read_shift(shift.pk) if has_seat else lock_shift(shift.pk)
    enrollment = lock_enrollments([enrollment.pk])[enrollment.pk]
    known = live_place(shift, enrollment)
    if known and known.status in HELD_PLACES:
        raise Refused((block("already_booked"),))
    found = examine(shift, enrollment, now, has_seat=has_seat, by_office=True)
    if found or not has_seat:
        raise Refused(found or (block("shift_full"),))
    if known:
        move_place(known, PlaceState.CANCELLED)
    return seat(shift, enrollment, actor, now, source=Place.Source.OFFICE, purpose=purpose)


@recorded
def give_up(*, actor: Person, place: Place, now: datetime | None = None) -> Place:
    """Give up a booked place until the cut-off, or leave the waiting list at any time."""
    now = now or timezone.now()
    if not can_answer_for(actor, place):
        raise NotAllowed("not_your_place")
    shift, place = lock_place(place)
    if place.status == PlaceState.BOOKED and now >= shift.books_until:
        moment = shift.books_until.isoformat()
        raise Refused((block("too_late_to_cancel", moment=moment, zone=shift.zone),))
    left = leave(shift, place, Kind.LEFT, actor=actor, now=now)
    if place.status == PlaceState.BOOKED:
        tell_of_place(left, now=now, was_booked=True)
    return left


@recorded
def take_off(*, actor: Person, place: Place, reason: str, now: datetime | None = None) -> Place:
    """Take a student off a shift or its waiting list, by the office, until it starts."""
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    shift, place = lock_place(place)
    if now >= shift.starts_at:
        raise Refused((block("shift_began"),))
    left = leave(shift, place, Kind.REMOVED, actor=actor, now=now, reason=reason)
    was_booked = place.status == PlaceState.BOOKED
    tell_of_place(left, now=now, reason=reason, was_booked=was_booked)
    return left


@recorded
def answer_offer(
    *, actor: Person, place: Place, accept: bool, now: datetime | None = None
) -> Place:
    """Accept or decline a place that is offered. Raises Refused("offer_is_over") after its time."""
    now = now or timezone.now()
    if not can_answer_for(actor, place):
        raise NotAllowed("not_your_place")
    shift, place = lock_place(place)
    if place.status == PlaceState.BOOKED and accept:
        return place
    if place.offer_until is None or place.offer_until <= now:
        raise Refused((block("offer_is_over"),))
    if not accept:
        return leave(shift, place, Kind.RELEASED, actor=actor, now=now)
    enrollment = lock_enrollments([place.enrollment_id])[place.enrollment_id]
    if found := examine(shift, enrollment, now, has_seat=True, by_office=True):
        raise Refused(found)
    move_place(place, PlaceState.BOOKED)
    note(shift, Kind.BOOKED, actor=actor, now=now, about=place.student_id)
    return with_shift(place)


def refuse(shift: Shift, enrollment: Enrollment, now: datetime) -> Place:
    """Say why there is no place. No lock is taken, so that many who come too late do not wait in turn.

    Returns the place of a student who has one already.
    """
    if known := live_place(shift, enrollment):
        return with_shift(known)
    found = examine(shift, enrollment, now, has_seat=False)
    raise Refused(found or (block("just_filled", number=waiting_on(shift).count() + 1),))


def examine(
    shift: Shift, enrollment: Enrollment, now: datetime, *, has_seat: bool, by_office: bool = False
) -> tuple[Finding, ...]:
    """Return what stands against it, not counting the seat that was just taken for it."""
    offer = offers_of([shift])[shift.pk]
    if has_seat:
        offer = replace(offer, taken=offer.taken - 1)
    booker = bookers_of([enrollment], shift.local_date, shift.local_date)[enrollment.pk]
    return obstacles(offer, booker, now, by_office=by_office)


def seat(
    shift: Shift,
    enrollment: Enrollment,
    actor: Person,
    now: datetime,
    *,
    source: str,
    purpose: str = Place.Purpose.REGULAR,
) -> Place:
    """Write a booked place. Its seat is already counted in `taken`."""
    place = place_on(shift, enrollment, now, status=PlaceState.BOOKED, source=source)
    place.purpose = purpose
    place.counts_clients = purpose == Place.Purpose.REGULAR
    place.save(force_insert=True)
    note(shift, Kind.BOOKED, actor=actor, now=now, about=place.student_id)
    tell_of_place(place, now=now)
    return place


def wait(shift: Shift, enrollment: Enrollment, actor: Person, now: datetime) -> Place:
    """Write the next entry of the waiting list."""
    number = read_shift(shift.pk).next_queue_no
    Shift.objects.filter(pk=shift.pk).update(next_queue_no=F("next_queue_no") + 1)
    place = place_on(shift, enrollment, now, status=PlaceState.WAITING, queue_no=number)
    place.save(force_insert=True)
    note(shift, Kind.WAITING, actor=actor, now=now, about=place.student_id)
    return place


def leave(
    shift: Shift, place: Place, kind: str, *, actor: Person, now: datetime, reason: str = ""
) -> Place:
    """End a place. If it held a seat, the next in line gets it."""
    state = PlaceState.RELEASED if kind == Kind.RELEASED else PlaceState.CANCELLED
    if place.status not in LIVE_PLACES or not move_place(place, state):
        raise Conflict
    end_covers(place.covers.all(), now)
    note(shift, kind, actor=actor, now=now, about=place.student_id, reason=reason)
    if place.status in HELD_PLACES:
        pass_on(shift, now)
    return with_shift(place)


def lock_place(place: Place) -> tuple[Shift, Place]:
    """Take the lock of a place's shift and return both fresh rows."""
    shift = lock_shift(place.shift_id)
    return shift, Place.objects.get(pk=place.pk)
