"""Shifts that are over and that nobody has closed."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from clinic_hours.attendance.models import Punch
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift

LOOKED_BACK = timedelta(days=60)  # older ones cannot become sessions any more


def unclosed_shifts(before: datetime) -> QuerySet[Shift]:
    """Return the shifts that ended in the sixty days before a moment, with students, and are not closed.

    Where no shift was ever closed, the clock may not be in use: only those with punches count there.
    """
    is_clocked = Q(Exists(Punch.objects.filter(shift=OuterRef("pk"))))
    for site, since in closing_since().items():
        is_clocked |= Q(site=site, starts_at__gte=since)
    over = Shift.objects.filter(
        status=ShiftState.PLANNED,
        starts_at__gte=before - LOOKED_BACK,
        ends_at__lt=before,
        taken__gt=0,
    )
    return over.filter(is_clocked)


def closing_since() -> dict[int, datetime]:
    """Return {site: the start of the first shift that was closed there}."""
    closed = Shift.objects.filter(site=OuterRef("pk"), status=ShiftState.CLOSED)
    first = Subquery(closed.order_by("starts_at").values("starts_at")[:1])
    sites = ClinicSite.objects.annotate(since=first).exclude(since=None)
    return dict(sites.order_by().values_list("pk", "since"))
