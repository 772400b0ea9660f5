"""Waiting lists: who waits for a shift, and where a place could be passed on."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift


def waiting_on(shift: Shift) -> QuerySet[Place]:
    """Return the waiting list of a shift in its order."""
    return Place.objects.filter(shift=shift, status=PlaceState.WAITING).order_by("queue_no")


def shifts_to_move(now: datetime) -> QuerySet[Shift]:
    """Return the shifts ahead with a free place and someone waiting."""
    waiting = Place.objects.filter(shift=OuterRef("pk"), status=PlaceState.WAITING)
    ahead = Shift.objects.filter(status=ShiftState.PLANNED, starts_at__gt=now)
    return ahead.filter(Exists(waiting), taken__lt=F("places")).order_by("starts_at", "pk")


def with_expired_offers(now: datetime) -> QuerySet[Shift]:
    expired = Place.objects.filter(status=PlaceState.OFFERED, offer_until__lte=now)
    return Shift.objects.filter(pk__in=expired.values("shift")).order_by("pk")
