"""Divide the time of each student into supervised, over the ratio, and unsupervised."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

MINUTE = timedelta(minutes=1)
Time = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Parts:
    """The minutes of one student's presence. They sum to it."""

    supervised: int = 0
    over_ratio: int = 0
    unsupervised: int = 0

    @property
    def total(self) -> int:
        return self.supervised + self.over_ratio + self.unsupervised


def divided(
    students: Mapping[int, Sequence[Time]],
    supervisors: Collection[Sequence[Time]],
    limits: Mapping[int, int | None],
) -> dict[int, Parts]:
    """Return the parts of each student's time, which is given in whole minutes.

    `limits` are the students per instructor that each student's rules allow: the strictest of those who are
    there holds for all. Whoever came first is supervised, the others are over the ratio.
    """
    parts = dict.fromkeys(students, Parts())
    edges = sorted(
        {edge for times in (*students.values(), *supervisors) for time in times for edge in time}
    )
    for start, end in pairwise(edges):
        minutes = (end - start) // MINUTE
        there = present(students, start)
        allowed = capacity(
            sum(any(covers(time, start) for time in times) for times in supervisors),
            [limits.get(student) for student in there],
        )
        for place, student in enumerate(there):
            parts[student] = more(parts[student], minutes, place, allowed)
    return parts


def present(students: Mapping[int, Sequence[Time]], at: datetime) -> list[int]:
    """Return who is there, in the order in which they came."""
    came = {
        student: time[0]
        for student, times in students.items()
        for time in times
        if covers(time, at)
    }
    return sorted(came, key=lambda student: (came[student], student))


def capacity(supervisors: int, limits: Sequence[int | None]) -> int | None:
    """Return how many students the instructors may supervise. None is no limit."""
    if not supervisors:
        return 0
    strictest = min((limit for limit in limits if limit is not None), default=None)
    return None if strictest is None else strictest * supervisors


def more(parts: Parts, minutes: int, place: int, allowed: int | None) -> Parts:
    if allowed == 0:
        return Parts(parts.supervised, parts.over_ratio, parts.unsupervised + minutes)
    if allowed is None or place < allowed:
        return Parts(parts.supervised + minutes, parts.over_ratio, parts.unsupervised)
    return Parts(parts.supervised, parts.over_ratio + minutes, parts.unsupervised)


def covers(time: Time, at: datetime) -> bool:
    return time[0] <= at < time[1]
