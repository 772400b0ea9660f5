"""When on a shift which of its students can take a client."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

STEP = timedelta(minutes=15)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A time for an appointment, with the places of the students who are free then."""

    starts_at: datetime
    ends_at: datetime
    places: tuple[int, ...]


def free_times(
    shift: Span,
    minutes: int,
    duties: Sequence[Span],
    busy: Mapping[int, Sequence[Span]],
    now: datetime,
) -> Iterator[FreeTime]:
    """Yield the free times of a shift, every 15 minutes from its start.

    `duties` are the times of its instructors. `busy` has each booked place with its appointments.
    """
    starts_at, last = shift[0], shift[1] - timedelta(minutes=minutes)
    while starts_at <= last:
        ends_at = starts_at + timedelta(minutes=minutes)
        if starts_at > now and is_covered((starts_at, ends_at), duties):
            free = tuple(
                place for place, taken in busy.items() if not meets(taken, starts_at, ends_at)
            )
            if free:
                yield FreeTime(starts_at, ends_at, free)
        starts_at += STEP


def has_time_for(shift: Span, minutes: int, now: datetime) -> bool:
    """Whether a service of so many minutes can still begin, were an instructor and a student free."""
    return any(free_times(shift, minutes, [shift], {0: ()}, now))


def meets(taken: Sequence[Span], starts_at: datetime, ends_at: datetime) -> bool:
    return any(start < ends_at and end > starts_at for start, end in taken)


def is_covered(span: Span, duties: Sequence[Span]) -> bool:
    """Whether an instructor is there all the time, perhaps one after the other."""
    reached, until = span
    for start, end in sorted(duties):
        if start <= reached < end:
            reached = end
    return reached >= until
