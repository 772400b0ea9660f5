"""What it takes to finish by the target: hours a week, or the first day on which it is possible at all."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR, week_of
from clinic_hours.sessions.domain.claims import Limits

WEEK_DAYS = 7
WHOLE_DAY = 24 * MINUTES_PER_HOUR
STEP = 30  # minutes: a need is rounded up to half hours
HORIZON_DAYS = 366 * 20


@dataclass(frozen=True, slots=True)
class Need:
    """What is left to do before the target.

    `minutes` are a week's, or all of them where the target is less than a week away. `earliest_on` is set
    where the limits rule the target out.
    """

    minutes: int
    is_weekly: bool
    earliest_on: date | None = None


def need_of(left: int, today: date, target_on: date, limits: Limits) -> Need:
    """Return what keeps the target when `left` minutes are still to be worked, today included."""
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
    """Return the first day on which `left` minutes can be done, with as many each day as the limits allow.

    What this week already holds is left out, so the true day may be later but never earlier.
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
