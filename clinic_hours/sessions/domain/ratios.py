"""How many students an instructor had at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic_hours.core.domain.findings import Finding, warn


@dataclass(frozen=True, slots=True)
class Presence:
    """A student's time with an instructor, between two instants."""

    student_id: int
    starts_at: datetime
    ends_at: datetime

    def covers(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


def most_at_once(session: Presence, others: Iterable[Presence]) -> int:
    """Return the largest number of students at any moment of a session, including its own.

    A student who leaves when another arrives does not overlap with them. The number only grows when a
    student arrives, so it is enough to check those moments.
    """
    beside = [
        other
        for other in others
        if other.starts_at < session.ends_at and other.ends_at > session.starts_at
    ]
    moments = {max(other.starts_at, session.starts_at) for other in beside} | {session.starts_at}
    return max(
        len({session.student_id} | {other.student_id for other in beside if other.covers(moment)})
        for moment in moments
    )


def too_many_students(students: int, *, limit: int | None, edition: int) -> Finding | None:
    """Check the set's ratio, such as Utah's two apprentices per supervisor, or the school's own rule."""
    if limit is None or students <= limit:
        return None
    params = {"students": students, "limit": limit, "edition": edition}
    return warn("too_many_students", "supervisor", **params)
