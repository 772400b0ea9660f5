"""When a student who logs so many hours a week would be finished. Plain arithmetic, no clock."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

MINUTES_PER_HOUR = 60
DAYS_PER_WEEK = 7
LONGEST_WEEK = DAYS_PER_WEEK * 24 * MINUTES_PER_HOUR
USUAL_WEEK = 9 * MINUTES_PER_HOUR
# The digits that form fields send. `\d` would also take Arabic and full-width ones.
HOURS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Finish:
    """What a pace leads to. `limit` is the most that a week may hold, in minutes."""

    weekly_minutes: int
    limit: int
    weeks: int
    finishes_on: date

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


def finish_by(*, total_minutes: int, weekly_minutes: int, limit: int, starts_on: date) -> Finish:
    """Return in how many weeks the total is reached, and the day on which the last week ends.

    A pace over the limit counts as the limit. Raises ValueError where nothing is ever logged.
    """
    pace = min(weekly_minutes, limit)
    if pace <= 0:
        raise ValueError("A pace of nothing never ends.")
    weeks = ceil(total_minutes / pace)
    return Finish(weekly_minutes, limit, weeks, _later(starts_on, weeks))


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
