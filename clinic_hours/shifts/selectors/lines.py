"""Waiting lists: who waits for a shift, and where a place could be passed on."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift

from .bookers import bookers_of
from .offers import offers_of


def waiting_on(shift: Shift) -> QuerySet[Place]:
    """Return the waiting list of a shift in its order."""
    return Place.objects.filter(shift=shift, status=PlaceState.WAITING).order_by("queue_no")


def shifts_to_move(now: datetime) -> QuerySet[Shift]:
    """Return the shifts ahead with a free place and someone waiting."""
    waiting = Place.objects.filter(shift=OuterRef("pk"), status=PlaceState.WAITING)
    ahead = Shift.objects.filter(status=ShiftState.PLANNED, starts_at__gt=now)
    return ahead.filter(Exists(waiting), taken__lt=F("places")).order_by("starts_at", "pk")


def movable_shifts(now: datetime) -> list[Shift]:
    """Return those of them on which someone in line could take a place, in a constant number of queries."""
    shifts = list(shifts_to_move(now).select_related("site"))
    if not shifts:
        return []
    waiting = Place.objects.filter(shift__in=shifts, status=PlaceState.WAITING)
    line = list(waiting.select_related("enrollment__requirement_set"))
    enrollments = {place.enrollment_id: place.enrollment for place in line}
    days = [shift.local_date for shift in shifts]
    bookers = bookers_of(list(enrollments.values()), min(days), max(days))
    offers = offers_of(shifts)
    movable = {
        place.shift_id
        for place in line
        if not obstacles(offers[place.shift_id], bookers[place.enrollment_id], now, by_office=True)
    }
    return [shift for shift in shifts if shift.pk in movable]


def with_expired_offers(now: datetime) -> QuerySet[Shift]:
    expired = Place.objects.filter(status=PlaceState.OFFERED, offer_until__lte=now)
    return Shift.objects.filter(pk__in=expired.values("shift")).order_by("pk")
