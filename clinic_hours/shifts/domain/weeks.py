"""Weeks from Monday to Sunday, as addresses name them: 2026-W49."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# Other years are typos, and close to the edge of the calendar there is no next week.
YEARS = range(1970, 2200)
WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week by its Monday."""

    first: date

    @property
    def last(self) -> date:
        return self.first + 6 * DAY

    @property
    def days(self) -> list[date]:
        return [self.first + number * DAY for number in range(7)]

    def __add__(self, weeks: int) -> "Week":
        return Week(self.first + weeks * WEEK)

    def __sub__(self, other: "Week") -> int:
        """Return how many weeks lie between two weeks."""
        return (self.first - other.first) // WEEK

    def __str__(self) -> str:
        year, number, _weekday = self.first.isocalendar()
        return f"{year}-W{number:02}"


def week_of(day: date) -> Week:
    return Week(day - day.weekday() * DAY)


def read_week(text: str) -> Week | None:
    """Return the week of an address, or None if it names none."""
    found = WRITTEN.fullmatch(text)
    if not found or int(found[1]) not in YEARS:
        return None
    try:
        return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:  # a week 00, or 53 in a year with 52
        return None


def weekdays_without(days: Iterable[date]) -> frozenset[int]:
    """Return the weekdays that none of the days is on, as numbers of `date.weekday()`.

    Days of a single week don't show what is usual: then it is none.
    """
    found = set(days)
    if len({week_of(day) for day in found}) < 2:
        return frozenset()
    return frozenset(range(7)) - {day.weekday() for day in found}


def weeks_around(shown: Week, current: Week, count: int) -> list[Week]:
    """Return the weeks of a strip with the shown one. The first strip starts with the current week."""
    first = current + (shown - current) // count * count
    return [first + number for number in range(count)]


def month_of(week: Week) -> date:
    """Return the first day of the month that most of a week is in."""
    return week.days[3].replace(day=1)


def weeks_of_month(month: date) -> list[Week]:
    """Return the weeks with a day of the month, which is given by its first day."""
    first = week_of(month)
    last = week_of((month + 31 * DAY).replace(day=1) - DAY)
    return [first + number for number in range(last - first + 1)]
