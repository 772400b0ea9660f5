"""When clocks failed, newest first."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from clinic_hours.attendance.models import ClockFailure

PAGE = 50


def failures_page(
    after: tuple[datetime, int] | None,
) -> tuple[Sequence[ClockFailure], ClockFailure | None]:
    """Return a page, and the last of it if there are more."""
    rows = ClockFailure.objects.select_related("site", "device", "recorded_by")
    if after:
        start, pk = after
        rows = rows.filter(Q(from_at__lt=start) | Q(from_at=start, pk__lt=pk))
    found = list(rows.order_by("-from_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return shown, shown[-1] if len(found) > PAGE else None


def failures_that_last() -> QuerySet[ClockFailure]:
    return ClockFailure.objects.filter(to_at=None)
