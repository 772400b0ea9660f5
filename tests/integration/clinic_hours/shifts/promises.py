"""What must never be, whatever people do on shifts at once. Each returns what it found, as sentences."""

from datetime import datetime
from itertools import pairwise

from django.db.models import Count, F, Q

from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import (
    HELD_PLACES,
    LIVE_PLACES,
    PENDING_COVERS,
    CoverState,
    PlaceState,
    ShiftState,
)
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.selectors.bookers import bookers_of
from clinic_hours.shifts.selectors.lines import shifts_to_move, waiting_on
from clinic_hours.shifts.selectors.offers import offers_of
from clinic_hours.shifts.services.waiting import move_all_lines


def broken_promises(now: datetime) -> list[str]:
    return [*overfull(), *idle(now), *twice(), *lost_covers()]


def overfull() -> list[str]:
    """Return shifts with more students than places, or a count that is not theirs."""
    held = Count("seats", filter=Q(seats__status__in=HELD_PLACES))
    wrong = Shift.objects.annotate(held=held).filter(~Q(held=F("taken")) | Q(held__gt=F("places")))
    return [f"{each.held} of {each.places} held, {each.taken} counted" for each in wrong]


def idle(now: datetime) -> list[str]:
    """Return free places that somebody in line could take, once the worker has looked."""
    move_all_lines(now)
    found = []
    for shift in shifts_to_move(now).select_related("site"):
        offer = offers_of([shift])[shift.pk]
        line = list(waiting_on(shift).select_related("enrollment__requirement_set"))
        bookers = bookers_of([each.enrollment for each in line], shift.local_date, shift.local_date)
        found += [
            f"{each.student} could have a place on {shift}"
            for each in line
            if not obstacles(offer, bookers[each.enrollment_id], now, by_office=True)
        ]
    return found


def twice() -> list[str]:
    """Return students with two live places on a shift, or two booked shifts at once."""
    live = Place.objects.filter(status__in=LIVE_PLACES)
    doubled = live.values("shift", "student").annotate(count=Count("pk")).filter(count__gt=1)
    booked = Place.objects.filter(status=PlaceState.BOOKED, shift__status=ShiftState.PLANNED)
    times: dict[int, list[Place]] = {}
    for place in booked.order_by("student", "starts_at"):
        times.setdefault(place.student_id, []).append(place)
    overlaps = [
        f"{one.student_id} is on two shifts at {two.starts_at}"
        for mine in times.values()
        for one, two in pairwise(mine)
        if two.starts_at < one.ends_at
    ]
    return [f"twice on a shift: {each}" for each in doubled] + overlaps


def lost_covers() -> list[str]:
    """Return requests that are pending without a booked place, and halves of swaps without the other."""
    pending = Cover.objects.filter(state__in=PENDING_COVERS)
    without = pending.exclude(place__status=PlaceState.BOOKED)
    halves = Cover.objects.filter(pair__isnull=False).exclude(pair__state=F("state"))
    agreed = Cover.objects.filter(state=CoverState.AGREED, place__status=PlaceState.BOOKED)
    return [
        f"{each.pk}: {each.state}, its place is {each.place.status}"
        for rows in (without, halves, agreed)
        for each in rows.select_related("place")
    ]
