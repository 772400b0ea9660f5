"""A student's own places that are not over yet."""

from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from clinic_hours.shifts.domain.states import LIVE_PLACES, PlaceState
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.selectors.visible import places_visible_to
from home.core.models.actors import Actor


def own_places(user: Actor, now: datetime) -> QuerySet[Place]:
    """Return the places that a student has or waits for, with `position` in the waiting list."""
    is_ahead = Q(status=PlaceState.BOOKED, ends_at__gt=now) | Q(starts_at__gt=now)
    mine = places_visible_to(user).filter(is_ahead, student=user.pk, status__in=LIVE_PLACES)
    return with_position(mine).select_related("shift__site").order_by("starts_at", "pk")


def with_position(places: QuerySet[Place]) -> QuerySet[Place]:
    """Add how many wait up to and including each one. The number only ever gets smaller."""
    line = Place.objects.filter(
        shift=OuterRef("shift"), status=PlaceState.WAITING, queue_no__lte=OuterRef("queue_no")
    ).order_by()
    counted = line.values("shift").annotate(count=Count("pk")).values("count")
    return places.annotate(position=Subquery(counted, output_field=IntegerField()))
