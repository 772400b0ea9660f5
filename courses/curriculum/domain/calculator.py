"""When a student finishes a program at a given number of weekly hours. Plain arithmetic, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from courses.standards.domain.clock_hours import MINUTES_PER_HOUR

DAYS_PER_WEEK = 7
LONGEST_DAY = 24 * MINUTES_PER_HOUR
LONGEST_WEEK = DAYS_PER_WEEK * LONGEST_DAY
HALF_HOUR = 30
MONTHS_PER_YEAR, WEEKS_PER_YEAR = 12, 52
# The digits that form fields send. `\d` would also match Arabic and full-width digits.
HOURS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")

Closure = tuple[date, date]  # first and last day
Timetable = tuple[int, ...]  # minutes per day, Monday to Sunday; empty if unknown


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits set by rules and timetable: caps in minutes (None for no cap) and minimum weeks.

    A day can't hold more than the timetable teaches.
    """

    daily_cap: int | None = None
    weekly_cap: int | None = None
    minimum_weeks: int = 0
    timetable: Timetable = ()

    @property
    def week(self) -> int:
        """Return the most minutes that may be credited in a week."""
        by_rule = weekly_limit(daily_cap=self.daily_cap, weekly_cap=self.weekly_cap)
        return min(by_rule, sum(self.on(weekday) for weekday in range(DAYS_PER_WEEK)))

    def on(self, weekday: int) -> int:
        """Return the most minutes that may be credited on one day; Monday is 0."""
        held = self.timetable[weekday] if self.timetable else LONGEST_DAY
        return held if self.daily_cap is None else min(held, self.daily_cap)


@dataclass(frozen=True, slots=True)
class Finish:
    """When the program is finished. `limit` is the most minutes that count in a week."""

    weekly_minutes: int
    limit: int
    weeks: int
    finishes_on: date
    is_held_back: bool = False  # the rule requires more weeks than the hours need

    @property
    def is_possible(self) -> bool:
        """Whether the caps allow these weekly hours. If not, `weeks` is based on the limit."""
        return self.weekly_minutes <= self.limit

    @property
    def counted_minutes(self) -> int:
        """Return the weekly minutes that `weeks` is based on."""
        return min(self.weekly_minutes, self.limit)


def weekly_limit(*, daily_cap: int | None, weekly_cap: int | None) -> int:
    """Return the most minutes that may be credited in a week under both caps."""
    by_day = DAYS_PER_WEEK * daily_cap if daily_cap is not None else LONGEST_WEEK
    return min(by_day, weekly_cap if weekly_cap is not None else LONGEST_WEEK, LONGEST_WEEK)


def weeks_in(months: int) -> float:
    return months * WEEKS_PER_YEAR / MONTHS_PER_YEAR


def usual_week(total_minutes: int, *, months: int) -> int:
    """Return the weekly minutes that finish a program in its stated length, rounded up to half an hour."""
    weeks = weeks_in(max(months, 1))
    return max(ceil(total_minutes / weeks / HALF_HOUR) * HALF_HOUR, MINUTES_PER_HOUR)


def finish_by(
    *,
    total_minutes: int,
    weekly_minutes: int,
    limits: Limits,
    starts_on: date,
    closures: Sequence[Closure] = (),
) -> Finish:
    """Return how many weeks the total takes, and the day on which the last week ends.

    Weeks begin on the weekday of `starts_on`. Weekly minutes over the limit count as the limit. A week with
    closed days credits at most what its open days hold, and no program is shorter than the rule's minimum
    weeks, so it never takes fewer weeks than the total divided by the weekly limit. Raises ValueError if
    the weekly minutes or the limit are zero.
    """
    week = min(weekly_minutes, limits.week)
    if week <= 0:
        raise ValueError("Weekly hours must be more than zero.")
    weeks, done = 0, 0
    last_closed = max((last for _first, last in closures), default=date.min)
    while done < total_minutes and _later(starts_on, weeks) <= last_closed:
        days = open_days(_later(starts_on, weeks), closures)
        done += min(week, sum(limits.on(day.weekday()) for day in days))
        weeks += 1
    weeks += ceil(max(total_minutes - done, 0) / week)
    least = max(weeks, limits.minimum_weeks)
    return Finish(weekly_minutes, limits.week, least, _later(starts_on, least), least > weeks)


def open_days(first_day: date, closures: Sequence[Closure]) -> list[date]:
    """Return the open days among the seven that start with `first_day`."""
    days = (first_day + timedelta(days=day) for day in range(DAYS_PER_WEEK))
    return [day for day in days if not any(first <= day <= last for first, last in closures)]


def _later(day: date, weeks: int) -> date:
    try:
        return day + timedelta(weeks=weeks)
    except OverflowError:
        return date.max


def parse_hours(text: str) -> int | None:
    """Return hours such as "9" or "7.5" in minutes; None for anything else or less than an hour."""
    text = text.strip()
    if not HOURS.fullmatch(text):
        return None
    minutes = round(float(text.replace(",", ".")) * MINUTES_PER_HOUR)
    return minutes if minutes >= MINUTES_PER_HOUR else None
