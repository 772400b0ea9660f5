"""The next shift of many students, as one person may see it, in one query."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place
from home.core.models.actors import Actor

from .visible import places_visible_to

# A list needs no more of a place than this.
SHOWN = ("enrollment_id", "starts_at", "shift__starts_at", "shift__zone", "shift__local_date")


def next_places(
    user: Actor, enrollments: QuerySet[Enrollment], now: datetime
) -> Mapping[int, Place]:
    """Return {enrollment: the booked place that is next or on now}, of the places that the person sees."""
    seen = places_visible_to(user).filter(status=PlaceState.BOOKED, ends_at__gt=now)
    # One look into the index for each student. A minimum would read all places ahead.
    own = seen.filter(enrollment=OuterRef("pk")).order_by("starts_at")
    chosen = Enrollment.objects.filter(pk__in=enrollments.order_by().values("pk"))
    keys = chosen.order_by().values_list(Subquery(own.values("pk")[:1]))
    places = Place.objects.filter(pk__in=keys).select_related("shift").only(*SHOWN)
    return {place.enrollment_id: place for place in places}
