"""How far a student is from the target, in the words that lists filter by."""

from enum import StrEnum

from .pace import WEEK, Pace


class Risk(StrEnum):
    """Where a student stands. `NEW` has no pace yet; `AWAY` is on leave or has ended."""

    FAR_BEHIND = "far-behind"
    BEHIND = "behind"
    ON_TIME = "on-time"
    NEW = "new"
    FINISHED = "finished"
    AWAY = "away"


def risk_in(pace: Pace, far_behind_weeks: int) -> Risk:
    """Return where someone with hours left stands.

    Far behind means that the finish at this pace is so many weeks or more after the target, or not in sight:
    recent weeks brought no hours.
    """
    if pace.is_new:
        return Risk.NEW
    if pace.is_stalled or pace.is_endless or weeks_behind(pace) >= far_behind_weeks:
        return Risk.FAR_BEHIND
    if not pace.has_begun:
        return Risk.NEW
    return Risk.BEHIND if pace.is_behind else Risk.ON_TIME


def weeks_behind(pace: Pace) -> int:
    return max(-(pace.days_ahead or 0), 0) // WEEK.days
