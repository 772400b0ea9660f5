"""WRITE: the waiting list moves whenever a place is free, in the transaction that freed it."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.cutoffs import offer_until
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.bookers import bookers_of
from clinic_hours.shifts.selectors.lines import movable_shifts, waiting_on, with_expired_offers
from clinic_hours.shifts.selectors.offers import offers_of

from .news import tell_of_place
from .steps import (
    Kind,
    free_seat,
    lock_enrollments,
    lock_shift,
    move_place,
    note,
    read_shift,
    take_any_seat,
)


def pass_on(shift: Shift, now: datetime) -> None:
    """Give a place that was given up to the next in line, or free it. The shift's lock is held."""
    if not give_to_next(read_shift(shift.pk), now):
        free_seat(shift)


def fill(shift: Shift, now: datetime) -> None:
    """Give free places to those who wait, as long as someone can take one. The shift's lock is held."""
    while waiting_on(shift).exists() and take_any_seat(shift.pk, now):
        if not give_to_next(read_shift(shift.pk), now):
            free_seat(shift)
            return


def give_to_next(shift: Shift, now: datetime) -> bool:
    """Give one place, already counted in `taken`, to the first in line who can have it.

    Whoever is passed over keeps their number and sees why. Until the cut-off the place is booked for them;
    after it, they are asked.
    """
    if shift.status != ShiftState.PLANNED or now >= shift.starts_at:
        return False
    line = list(waiting_on(shift))
    if not line:
        return False
    enrollments = lock_enrollments(place.enrollment_id for place in line)
    bookers = bookers_of(list(enrollments.values()), shift.local_date, shift.local_date)
    offer = replace(offers_of([shift])[shift.pk], taken=shift.taken - 1)
    for place in line:
        found = obstacles(offer, bookers[place.enrollment_id], now, by_office=True)
        if not found:
            return take(shift, place, now)
        why = [finding.as_dict() for finding in found]
        if place.passed_over != why:
            Place.objects.filter(pk=place.pk).update(passed_over=why)
    return False


def take(shift: Shift, place: Place, now: datetime) -> bool:
    source = Place.Source.PROMOTION
    if now < shift.books_until:
        moved = move_place(place, PlaceState.BOOKED, source=source, passed_over=[])
        kind = Kind.BOOKED
    else:
        until = offer_until(now, shift.starts_at)
        moved = move_place(
            place, PlaceState.OFFERED, source=source, offer_until=until, passed_over=[]
        )
        kind = Kind.OFFERED
    if moved:
        note(shift, kind, actor=None, now=now, about=place.student_id)
        tell_of_place(Place.objects.select_related("shift").get(pk=place.pk), now=now)
    return moved


@recorded
def move_line(shift: Shift, now: datetime) -> None:
    """Give what is free on one shift to those who wait."""
    fill(lock_shift(shift.pk), now)


@recorded
def release_offers(shift: Shift, now: datetime) -> None:
    """Pass on the places of a shift whose offers ran out."""
    fresh = lock_shift(shift.pk)
    for place in Place.objects.filter(
        shift=fresh, status=PlaceState.OFFERED, offer_until__lte=now
    ).order_by("pk"):
        if move_place(place, PlaceState.RELEASED):
            note(fresh, Kind.RELEASED, actor=None, now=now, about=place.student_id)
            pass_on(fresh, now)


def move_all_lines(now: datetime | None = None) -> None:
    """Pass on expired offers, and free places that someone in line can take by now.

    Other shifts are not written to: a page that shows one would be outdated each time.
    """
    now = now or timezone.now()
    for shift in with_expired_offers(now):
        release_offers(shift, now)
    for shift in movable_shifts(now):
        move_line(shift, now)
