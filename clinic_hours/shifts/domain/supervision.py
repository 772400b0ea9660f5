"""How many students a shift's instructors may supervise, minute by minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """When one instructor is on a shift."""

    supervisor_id: int
    from_at: datetime
    to_at: datetime


def fewest_supervisors(duties: Sequence[Duty], starts_at: datetime, ends_at: datetime) -> int:
    """Return the smallest number of instructors who are there at the same time during a shift."""
    moments = {starts_at, *(duty.to_at for duty in duties)}
    inside = [moment for moment in moments if starts_at <= moment < ends_at]
    return min(sum(duty.from_at <= at < duty.to_at for duty in duties) for at in inside)


def places_covered(supervisors: int, places: int, limit: int | None) -> int:
    """Return how many of the places may be filled. None is no limit for an instructor."""
    if not supervisors:
        return 0
    return places if limit is None else min(places, limit * supervisors)


def supervisors_missing(taken: int, supervisors: int, limit: int | None) -> int:
    """Return how many more instructors a shift needs: one at least, and enough for the places taken."""
    needed = max(1, -(-taken // limit)) if limit else 1
    return max(0, needed - supervisors)


def strictest(limits: Sequence[int | None]) -> int | None:
    """Return the smallest limit of students per instructor, or None if there is none."""
    return min((limit for limit in limits if limit is not None), default=None)
