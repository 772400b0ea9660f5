"""What the office has to see to after shifts: requests to confirm, and clock-outs that are missing."""

from datetime import datetime

from django.db.models import QuerySet

from clinic_hours.attendance.domain.punches import Closing
from clinic_hours.attendance.models import ClockRequest, Presence
from clinic_hours.shifts.domain.states import PlaceState

from .unclosed import LOOKED_BACK


def requests_open() -> QuerySet[ClockRequest]:
    """Return who asked to be confirmed and has no answer, the oldest first."""
    asked = ClockRequest.objects.filter(state=ClockRequest.State.OPEN)
    return asked.select_related("person", "shift__site", "site").order_by("asked_at", "pk")


def ends_missing(now: datetime) -> QuerySet[Presence]:
    """Return the students' presences of the last sixty days of which nobody knows the end."""
    missing = Presence.objects.filter(
        closing=Closing.UNCLOSED,
        place__status=PlaceState.BOOKED,
        from_at__gte=now - LOOKED_BACK,
    )
    return missing.select_related("person", "shift__site").order_by("from_at", "pk")
