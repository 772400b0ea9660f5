"""The dates of a series, in local times of the site.

Dates are iterated and combined with the local time, so that a shift at 2 pm is at 2 pm on both sides of a
clock change.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from clinic_hours.core.domain.findings import Finding, block, warn
from clinic_hours.core.domain.minutes import TimeGap, TimeTwice, elapsed_minutes, resolve_local

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LONGEST_SHIFT = 16 * 60  # minutes
MOST_DATES = 400  # every day of a year, and some
WEEK_STEPS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Plan:
    """When a series takes place. `weekdays` are those of `date.weekday()`; times are local to `zone`.

    With `every_n_weeks` of 2, the week of `first_on` counts and the next one does not.
    """

    zone: str
    weekdays: tuple[int, ...]
    start: time
    end: time
    first_on: date
    last_on: date
    every_n_weeks: int = 1
    ends_next_day: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series that gets a shift. A `remark` flags what is unusual about it."""

    day: date
    starts_at: datetime
    ends_at: datetime
    remark: Finding | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """One date of a series that gets no shift, and why."""

    day: date
    refusal: Finding


Dates = Sequence[Occurrence | Skipped]


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which there is no clinic, with their name."""

    name: str
    first_day: date
    last_day: date


def faults_of(plan: Plan) -> tuple[Finding, ...]:
    """Return what makes the whole plan impossible."""
    if plan.last_on < plan.first_on:
        return (block("series_ends_before_it_starts", "last_on"),)
    length = nominal_minutes(plan)
    if length <= 0:
        return (block("shift_ends_before_it_starts", "end"),)
    if length > LONGEST_SHIFT:
        return (block("shift_too_long", "end", longest=LONGEST_SHIFT // 60),)
    count = sum(1 for _day in days_of(plan))
    if not count:
        return (block("series_without_dates", "weekdays"),)
    if count > MOST_DATES:
        return (block("series_with_too_many_dates", "last_on", count=count, most=MOST_DATES),)
    return ()


def days_of(plan: Plan) -> Iterator[date]:
    """Yield the dates of a plan, in order."""
    first_monday = monday_of(plan.first_on)
    for number in range((plan.last_on - plan.first_on).days + 1):
        day = plan.first_on + number * DAY
        weeks = (monday_of(day) - first_monday) // WEEK
        if day.weekday() in plan.weekdays and weeks % plan.every_n_weeks == 0:
            yield day


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def dates_of(
    plan: Plan, closures: Sequence[ClosedDays] = (), *, after: datetime | None = None
) -> Dates:
    """Return each date of a plan with its instants, or with the reason why there is no shift on it.

    With `after`, shifts that would have begun by then are skipped.
    """
    return [date_of(plan, day, closures, after) for day in days_of(plan)]


def date_of(
    plan: Plan, day: date, closures: Iterable[ClosedDays], after: datetime | None
) -> Occurrence | Skipped:
    if closed := closure_on(day, closures):
        return Skipped(day, block("closed_that_day", closure=closed.name))
    try:
        starts_at, twice_start = instant(day, plan.start, plan.zone)
        ends_at, twice_end = instant(last_day_of(plan, day), plan.end, plan.zone)
    except TimeGap as gap:
        nearest = f"{gap.nearest:%H:%M}"
        return Skipped(day, block("time_is_skipped", nearest=nearest))
    if after and starts_at <= after:
        return Skipped(day, block("time_has_passed"))
    minutes = elapsed_minutes(starts_at, ends_at)
    if minutes <= 0:
        return Skipped(day, block("shift_ends_before_it_starts"))
    remark = None
    if twice_start or twice_end:
        remark = warn("time_happens_twice")
    elif minutes != nominal_minutes(plan):
        remark = warn("clocks_change", hours=minutes)
    return Occurrence(day, starts_at, ends_at, remark=remark)


def instant(day: date, at: time, zone: str) -> tuple[datetime, bool]:
    """Return the instant of a local time, the first if it happens twice, and whether it does."""
    try:
        return resolve_local(day, at, zone), False
    except TimeTwice as twice:
        return twice.first, True


def last_day_of(plan: Plan, day: date) -> date:
    return day + DAY if plan.ends_next_day else day


def nominal_minutes(plan: Plan) -> int:
    """Return the length of a shift on a day without a clock change."""
    first = datetime.combine(date.min, plan.start)
    last = datetime.combine(last_day_of(plan, date.min), plan.end)
    return int((last - first).total_seconds() // 60)


def closure_on(day: date, closures: Iterable[ClosedDays]) -> ClosedDays | None:
    return next((each for each in closures if each.first_day <= day <= each.last_day), None)


def digest_of(said: Mapping[str, object], dates: Dates) -> str:
    """Return the fingerprint of a preview: what was typed, and each date as it was shown."""
    shown = [asdict(each) for each in dates]
    text = json.dumps([dict(said), shown], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
