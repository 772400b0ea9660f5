"""Whom to ask first to take over a place: those who need its hours most, a few at a time."""

from datetime import date, timedelta
from math import ceil

# So many are asked at once, and the next ones some hours later if nobody took it.
AT_ONCE = 5
PAUSE = timedelta(hours=3)
DAYS_PER_WEEK = 7
STEP = 5 * 60  # minutes


def need_of(minutes_left: int, today: date, target_on: date) -> int:
    """Return the hours per week that a student's target asks for, in steps of five hours.

    It grows both with what is left and with how far the student is behind. Small differences do not count,
    so that the same few are not always asked first.
    """
    weeks = max((target_on - today).days / DAYS_PER_WEEK, 1)
    return ceil(max(minutes_left, 0) / weeks / STEP)
