"""How fast hours are earned, and when the student finishes at that pace."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
RECENT_WEEKS = 6
FIRST_WEEKS = 2  # so soon, a pace says nothing about the finish
HORIZON_WEEKS = 52 * 20  # a finish later than this is not worth showing


@dataclass(frozen=True, slots=True)
class Point:
    """The cumulative minutes at the end of a day."""

    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The curve so far and its projection. A date is None if there is nothing to say.

    `days_ahead` is positive if the finish, actual or projected, is before the target.
    `is_stalled` means that recent weeks brought no hours: there is no pace to project. `is_new` means that
    the student began so recently that the projection is not to be shown.
    """

    points: tuple[Point, ...]
    minutes_a_week: int
    projected_on: date | None
    finished_on: date | None
    days_ahead: int | None
    is_stalled: bool = False
    is_new: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether any hours were signed, not counting transfer hours and opening balances."""
        return self.points[-1].minutes > self.points[0].minutes

    @property
    def is_endless(self) -> bool:
        """Whether the projected finish is beyond the horizon."""
        leads_nowhere = not (
            self.finished_on or self.projected_on or self.is_stalled or self.is_new
        )
        return self.has_begun and leads_nowhere

    @property
    def is_behind(self) -> bool:
        """Whether the finish is still ahead and is after the target or unknown."""
        late = bool(self.projected_on) and (self.days_ahead or 0) < 0 and not self.is_new
        return late or self.is_stalled or self.is_endless


def pace_of(
    posted: Sequence[tuple[date, int]],
    required: int,
    started_on: date,
    target_on: date | None,
    today: date,
    *,
    carried: int = 0,
) -> Pace:
    """Return the pace of (day, minutes) postings sorted by day. Reversals are negative.

    `carried` minutes are transfer hours and opening balances: they count toward the total but not the pace.
    """
    points = cumulated(posted, started_on, carried)
    rate = recent_rate(points, started_on, today)
    total = points[-1].minutes
    finished_on = finish_in(points, required) if total >= required else None
    projected_on = None if finished_on else projected(total, required, rate, today)
    ends_on = finished_on or projected_on
    ahead = (target_on - ends_on).days if target_on and ends_on else None
    is_stalled = not finished_on and not rate and today - started_on >= RECENT_WEEKS * WEEK
    is_new = today - started_on < FIRST_WEEKS * WEEK
    return Pace(points, rate, projected_on, finished_on, ahead, is_stalled, is_new)


def cumulated(
    posted: Sequence[tuple[date, int]], started_on: date, carried: int = 0
) -> tuple[Point, ...]:
    points = [Point(started_on, carried)]
    for on, minutes in posted:
        points.append(Point(max(on, started_on), points[-1].minutes + minutes))
    return tuple(points)


def finish_in(points: Sequence[Point], required: int) -> date:
    """Return the day from which the total has stayed at or above the requirement."""
    finished = points[-1].on
    for point in reversed(points):
        if point.minutes < required:
            break
        finished = point.on
    return finished


def recent_rate(points: Sequence[Point], started_on: date, today: date) -> int:
    """Return minutes per week over the last six weeks, or since the start if that is shorter.

    Postings on the day `since` are excluded, except on the start day itself.
    """
    since = max(started_on - DAY, today - RECENT_WEEKS * WEEK)
    weeks = max((today - since) / WEEK, 1.0)
    before = [point.minutes for point in points if point.on <= since]
    gained = points[-1].minutes - (before[-1] if before else points[0].minutes)
    return max(round(gained / weeks), 0)


def projected(total: int, required: int, rate: int, today: date) -> date | None:
    if not rate or required - total > rate * HORIZON_WEEKS:
        return None
    return today + timedelta(days=math.ceil((required - total) / rate * 7))
