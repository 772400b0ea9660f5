"""The days on which clinic sites are closed."""

from collections.abc import Iterable
from datetime import date

from clinic_hours.shifts.domain.recurrence import ClosedDays
from home.site.models import Closure
from home.site.selectors.closures import closures_between


def closures_by_place(days: Iterable[date]) -> dict[str, list[ClosedDays]]:
    """Return {site's short name: its own closures around some days}, the whole school's under ""."""
    known = sorted(days)
    if not known:
        return {}
    rows = closures_between(known[0], known[-1])
    found: dict[str, list[ClosedDays]] = {}
    for row in rows.order_by("first_day", "pk"):
        found.setdefault(row.place, []).extend(as_closed_days([row]))
    return found


def as_closed_days(rows: Iterable[Closure]) -> list[ClosedDays]:
    return [ClosedDays(row.shown_name, row.first_day, row.last_day) for row in rows]
