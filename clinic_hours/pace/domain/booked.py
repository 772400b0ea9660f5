"""When a student finishes with what is booked: the bookings first, then the pace of recent weeks."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.sessions.domain.claims import Limits

from .catching_up import WEEK_DAYS, Closure, is_closed, most_a_day, most_a_week
from .pace import HORIZON_WEEKS


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked shift: its day, its minutes, and the category they count toward."""

    on: date
    minutes: int
    category: str


def finish_with(
    bookings: Sequence[Booking],
    left: Mapping[str, int],
    limits: Limits,
    minutes_a_week: int,
    *,
    closures: Sequence[Closure] = (),
    claimed: Mapping[date, int] | None = None,
) -> date | None:
    """Return the day on which all minutes `left` of each category are done, or None if none is in sight.

    `claimed` are this week's minutes by day: they take room within the limits.
    """
    rest, last = sum(left.values()), None
    for on, minutes in counted(bookings, left, limits, closures, claimed or {}):
        rest, last = rest - minutes, on
        if rest <= 0:
            return on
    if last is None or not minutes_a_week or rest > minutes_a_week * HORIZON_WEEKS:
        return None
    return last + timedelta(days=math.ceil(rest / minutes_a_week * WEEK_DAYS))


def counted(
    bookings: Iterable[Booking],
    left: Mapping[str, int],
    limits: Limits,
    closures: Sequence[Closure],
    claimed: Mapping[date, int],
) -> Iterator[tuple[date, int]]:
    """Return the minutes of each day that count: within both limits, as needed, and not on closed days."""
    days, weeks, open_minutes = dict(claimed), weeks_in(claimed, limits), dict(left)
    for each in sorted(bookings, key=lambda booking: booking.on):
        week = week_of(each.on, limits.week_starts_on)[0]
        room = min(
            most_a_day(limits) - days.get(each.on, 0),
            most_a_week(limits) - weeks.get(week, 0),
            open_minutes.get(each.category, 0),
        )
        minutes = min(each.minutes, room)
        if minutes <= 0 or is_closed(each.on, closures):
            continue
        days[each.on] = days.get(each.on, 0) + minutes
        weeks[week] = weeks.get(week, 0) + minutes
        open_minutes[each.category] -= minutes
        yield each.on, minutes


def weeks_in(claimed: Mapping[date, int], limits: Limits) -> dict[date, int]:
    """Return {first day of the week: its minutes}."""
    found: dict[date, int] = {}
    for day, minutes in claimed.items():
        first = week_of(day, limits.week_starts_on)[0]
        found[first] = found.get(first, 0) + minutes
    return found
