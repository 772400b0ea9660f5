"""What it takes to finish by the target: hours per week, or the earliest day on which it is possible."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR, week_of
from clinic_hours.sessions.domain.claims import Limits

WEEK_DAYS = 7
WHOLE_DAY = 24 * MINUTES_PER_HOUR
STEP = 30  # minutes: a need is rounded up to a half hour
HORIZON_DAYS = 366 * 20

Closure = tuple[date, date]  # the first and last day closed


@dataclass(frozen=True, slots=True)
class Need:
    """What is left to do before the target.

    `minutes` are per week, or the total if the target is less than a week away. `earliest_on` is set if the
    limits rule the target out.
    """

    minutes: int
    is_weekly: bool
    earliest_on: date | None = None


def need_of(
    left: int,
    today: date,
    target_on: date,
    limits: Limits,
    *,
    closures: Sequence[Closure] = (),
    claimed: int = 0,
) -> Need:
    """Return what it takes to meet the target with `left` minutes still to do, today included.

    Days within `closures` bring no hours. `claimed` minutes of this week's limit are taken already.
    """
    earliest = earliest_finish(left, today, limits, closures=closures, claimed=claimed)
    if earliest > target_on:
        return Need(left, is_weekly=False, earliest_on=earliest)
    days = open_days(today, target_on, closures)
    if days < WEEK_DAYS:
        return Need(rounded_up(left), is_weekly=False)
    # Spread evenly it may be over a limit that is only kept by starting early in the week.
    a_week = min(rounded_up(left * WEEK_DAYS / days), most_a_week(limits))
    return Need(a_week, is_weekly=True)


def rounded_up(minutes: float) -> int:
    return math.ceil(minutes / STEP) * STEP


def most_a_day(limits: Limits) -> int:
    return limits.daily_cap_minutes or WHOLE_DAY


def most_a_week(limits: Limits) -> int:
    """Return the most minutes that the limits allow in a week."""
    by_day = most_a_day(limits) * WEEK_DAYS
    return min(limits.weekly_cap_minutes or by_day, by_day)


def is_closed(day: date, closures: Sequence[Closure]) -> bool:
    return any(first <= day <= last for first, last in closures)


def open_days(first: date, last: date, closures: Sequence[Closure]) -> int:
    """Return the number of open days from the first to the last day."""
    closed = {day for closure in closures for day in days_within(first, last, closure)}
    return max((last - first).days + 1, 0) - len(closed)


def days_within(first: date, last: date, closure: Closure) -> Iterator[date]:
    begins, ends = max(first, closure[0]), min(last, closure[1])
    return (begins + timedelta(days=number) for number in range((ends - begins).days + 1))


def earliest_finish(
    left: int,
    today: date,
    limits: Limits,
    *,
    closures: Sequence[Closure] = (),
    claimed: int = 0,
) -> date:
    """Return the first day on which `left` minutes can be done, working as much as the limits allow.

    What was already done today is ignored, so the real day may be later but never earlier.
    """
    daily, weekly = most_a_day(limits), most_a_week(limits)
    in_week = claimed
    for number in range(HORIZON_DAYS):
        day = today + timedelta(days=number)
        if number and day == week_of(day, limits.week_starts_on)[0]:
            in_week = 0
        room = 0 if is_closed(day, closures) else min(daily, weekly - in_week)
        done = max(room, 0)
        left, in_week = left - done, in_week + done
        if left <= 0:
            break
    return day
