"""Until when students book and cancel by themselves."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFER_LASTS = timedelta(hours=3)


def cutoff_of(starts_at: datetime, zone: str, hours: int, at: time | None) -> datetime:
    """Return a shift's cut-off: a clock time on the day before, or so many hours before it starts.

    A local time that clocks skip becomes the one an hour later; of a time that happens twice, the first is
    taken.
    """
    if at is None:
        return starts_at - timedelta(hours=hours)
    place = ZoneInfo(zone)
    day_before = starts_at.astimezone(place).date() - timedelta(days=1)
    return datetime.combine(day_before, at, place).astimezone(starts_at.tzinfo)


def offer_until(now: datetime, starts_at: datetime) -> datetime:
    """Return until when a place that is offered near the start can be accepted."""
    return min(now + OFFER_LASTS, starts_at)
