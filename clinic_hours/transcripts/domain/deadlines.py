"""Until when a transcript that was asked for must be issued."""

from datetime import date, timedelta


def due_day(asked_on: date, *, policy_days: int, board_days: int | None) -> date:
    """Return the last day to issue it: the school's own policy, or the board's rule if that is earlier.

    `board_days` are calendar days, such as the 10 of Texas (16 TAC 117.64), or None without a rule.
    """
    days = policy_days if board_days is None else min(policy_days, board_days)
    return asked_on + timedelta(days=days)
