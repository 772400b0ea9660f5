"""When a student who gives a program so many hours a week would finish it. Plain arithmetic, no clock."""

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
# The digits that form fields send. `\d` would also take Arabic and full-width ones.
HOURS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")

Closure = tuple[date, date]  # first and last day
Timetable = tuple[int, ...]  # minutes on each day from Monday to Sunday; empty where none is known


@dataclass(frozen=True, slots=True)
class Limits:
    """What rules and timetable allow: caps in minutes, None where there is none, and the least weeks.

    No more is taught on a day than the timetable holds.
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
    """What a pace leads to. `limit` is the most that a week may hold, in minutes."""

    weekly_minutes: int
    limit: int
    weeks: int
    finishes_on: date
    is_held_back: bool = False  # the rule asks for more weeks than the hours need

    @property
    def is_possible(self) -> bool:
        """Whether the caps allow this pace. If not, `weeks` is what the limit itself leads to."""
        return self.weekly_minutes <= self.limit

    @property
    def counted_minutes(self) -> int:
        """Return the weekly pace that `weeks` was counted with."""
        return min(self.weekly_minutes, self.limit)


def weekly_limit(*, daily_cap: int | None, weekly_cap: int | None) -> int:
    """Return the most minutes that may be credited in a week, from both caps."""
    by_day = DAYS_PER_WEEK * daily_cap if daily_cap is not None else LONGEST_WEEK
    return min(by_day, weekly_cap if weekly_cap is not None else LONGEST_WEEK, LONGEST_WEEK)


def weeks_in(months: int) -> float:
    return months * WEEKS_PER_YEAR / MONTHS_PER_YEAR


def usual_week(total_minutes: int, *, months: int) -> int:
    """Return the weekly pace at which a program takes as long as it says, to the next half hour."""
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
    """Return in how many weeks the total is reached, and the day on which the last week ends.

    Weeks begin on the weekday of `starts_on`. A pace over the limit counts as the limit; in a week with
    closed days no more is credited than the open ones hold, and no program takes less than the rule's
    least weeks. So it never takes fewer weeks than the total over the weekly limit. Raises ValueError
    where the pace or the limit is nothing.
    """
    week = min(weekly_minutes, limits.week)
    if week <= 0:
        raise ValueError("No hours a week never finish a program.")
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
    """Return those of the seven days from here on which the school is open."""
    days = (first_day + timedelta(days=day) for day in range(DAYS_PER_WEEK))
    return [day for day in days if not any(first <= day <= last for first, last in closures)]


def _later(day: date, weeks: int) -> date:
    try:
        return day + timedelta(weeks=weeks)
    except OverflowError:
        return date.max


def parse_hours(text: str) -> int | None:
    """Return hours such as "9" or "7.5" in minutes; None for anything else, and under one hour."""
    text = text.strip()
    if not HOURS.fullmatch(text):
        return None
    minutes = round(float(text.replace(",", ".")) * MINUTES_PER_HOUR)
    return minutes if minutes >= MINUTES_PER_HOUR else None
