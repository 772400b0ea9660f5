"""Convert local wall times to instants, and measure elapsed time in whole minutes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .errors import HoursError

MINUTES_PER_HOUR = 60
QUARTER = 15


class TimeGap(HoursError):
    """The local time does not exist: clocks skipped it. `nearest` is the first one after it that does."""

    def __init__(self, nearest: datetime) -> None:
        super().__init__(nearest)
        self.nearest = nearest


class TimeTwice(HoursError):
    """The local time happens twice, at `first` and `second` (UTC). The person must say which one."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second


def resolve_local(day: date, at: time, zone: str, fold: int | None = None) -> datetime:
    """Return the UTC instant of a wall time. Raises TimeGap or, without a `fold`, TimeTwice."""
    place = ZoneInfo(zone)
    wall = datetime.combine(day, at)
    first, second = (wall.replace(tzinfo=place, fold=each).astimezone(UTC) for each in (0, 1))
    if falls_in_gap(wall, place):
        raise TimeGap(first_time_after_gap(wall, place))
    if first != second and fold is None:
        raise TimeTwice(first, second)
    return second if fold else first


def first_time_after_gap(wall: datetime, place: ZoneInfo) -> datetime:
    """Return the first wall time that exists after the gap that `wall` falls into."""
    while falls_in_gap(wall, place):
        wall += timedelta(minutes=1)
    return wall


def falls_in_gap(wall: datetime, place: ZoneInfo) -> bool:
    back = wall.replace(tzinfo=place).astimezone(UTC).astimezone(place)
    return back.replace(tzinfo=None, fold=0) != wall


def elapsed_minutes(starts_at: datetime, ends_at: datetime) -> int:
    """Return the elapsed minutes between two instants in any zones."""
    return int((ends_at.astimezone(UTC) - starts_at.astimezone(UTC)).total_seconds() // 60)


def worked_minutes(starts_at: datetime, ends_at: datetime, break_minutes: int) -> int:
    return elapsed_minutes(starts_at, ends_at) - break_minutes


def counted_minutes(minutes: int, rounding: str) -> int:
    """Return the minutes that count: exact ("none") or rounded down to the quarter hour ("quarter_down")."""
    return minutes - minutes % QUARTER if rounding == "quarter_down" else minutes


def week_of(day: date, week_starts_on: int) -> tuple[date, date]:
    """Return the first and last day of the week of `day`; weekdays as in `date.weekday()`."""
    first = day - timedelta(days=(day.weekday() - week_starts_on) % 7)
    return first, first + timedelta(days=6)
