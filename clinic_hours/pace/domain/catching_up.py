"""What it takes to finish by the target: hours per week, or the earliest day on which it is possible."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR, week_of
from clinic_hours.sessions.domain.claims import Limits

WEEK_DAYS = 7
WHOLE_DAY = 24 * MINUTES_PER_HOUR
STEP = 30  # minutes: a need is rounded up to a half hour
HORIZON_DAYS = 366 * 20


@dataclass(frozen=True, slots=True)
class Need:
    """What is left to do before the target.

    `minutes` are per week, or the total if the target is less than a week away. `earliest_on` is set if the
    limits rule the target out.
    """

    minutes: int
    is_weekly: bool
    earliest_on: date | None = None


def need_of(left: int, today: date, target_on: date, limits: Limits) -> Need:
    """Return what it takes to meet the target with `left` minutes still to do, today included."""
    earliest = earliest_finish(left, today, limits)
    if earliest > target_on:
        return Need(left, is_weekly=False, earliest_on=earliest)
    days = (target_on - today).days + 1
    if days < WEEK_DAYS:
        return Need(rounded_up(left), is_weekly=False)
    return Need(rounded_up(left * WEEK_DAYS / days), is_weekly=True)


def rounded_up(minutes: float) -> int:
    return math.ceil(minutes / STEP) * STEP


def earliest_finish(left: int, today: date, limits: Limits) -> date:
    """Return the first day on which `left` minutes can be done, working as much as the limits allow.

    Sessions already logged this week are ignored, so the real day may be later but never earlier.
    """
    daily = limits.daily_cap_minutes or WHOLE_DAY
    weekly = limits.weekly_cap_minutes or daily * WEEK_DAYS
    in_week = 0
    for number in range(HORIZON_DAYS):
        day = today + timedelta(days=number)
        if day == week_of(day, limits.week_starts_on)[0]:
            in_week = 0
        done = min(daily, weekly - in_week)
        left, in_week = left - done, in_week + done
        if left <= 0:
            break
    return day
