"""How many students one instructor had at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic_hours.core.domain.findings import Finding, warn


@dataclass(frozen=True, slots=True)
class Presence:
    """A student with an instructor, from one instant to another."""

    student_id: int
    starts_at: datetime
    ends_at: datetime

    def covers(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


def most_at_once(session: Presence, others: Iterable[Presence]) -> int:
    """Return the most students at any moment of a session, its own included.

    Who leaves as another comes is not there at the same time. The number only grows where somebody comes,
    so those moments are enough.
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
    """The set's ratio, such as Utah's two apprentices per supervisor; elsewhere the school's own rule."""
    if limit is None or students <= limit:
        return None
    params = {"students": students, "limit": limit, "edition": edition}
    return warn("too_many_students", "supervisor", **params)
