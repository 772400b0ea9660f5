"""What an instructor's own presence comes to: minutes and students on each shift, by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of someone's presence on a shift, in UTC. Without `to_at`, its end is not known yet."""

    person: int
    from_at: datetime
    to_at: datetime | None
    is_attested: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Supervised:
    """An instructor's time on one shift. `local_date` and `zone` are those of the clinic.

    `minutes` are within the shift and its grace, without breaks and without time of which an end is missing.
    """

    shift: int
    local_date: date
    site: str
    zone: str
    from_at: datetime
    to_at: datetime | None
    minutes: int
    students: int
    is_attested: bool
    goes_on: bool

    @property
    def lacks_an_end(self) -> bool:
        return self.to_at is None and not self.goes_on


@dataclass(frozen=True, slots=True)
class MonthOfShifts:
    """How many shifts there were in a month, and their minutes. `month` is its first day."""

    month: date
    shifts: int
    minutes: int


def minutes_of(stays: Iterable[Stay], starts_at: datetime, until: datetime) -> int:
    """Return the known minutes between a shift's start and the end of its grace."""
    lengths = (
        min(stay.to_at, until) - max(stay.from_at, starts_at) for stay in stays if stay.to_at
    )
    return sum(length // MINUTE for length in lengths if length > timedelta())


def students_with(stays: Sequence[Stay], students: Iterable[Stay]) -> int:
    """Return how many students were there while the instructor was."""
    return len({each.person for each in students if any(overlap(each, stay) for stay in stays)})


def overlap(one: Stay, other: Stay) -> bool:
    """Return whether two people were there at the same time, as far as that is known."""
    return (other.to_at is None or one.from_at < other.to_at) and (
        one.to_at is None or other.from_at < one.to_at
    )


def by_month(shifts: Iterable[Supervised]) -> list[MonthOfShifts]:
    """Return the months of shifts that are in order of their dates."""
    months = groupby(shifts, lambda each: each.local_date.replace(day=1))
    found = [(month, tuple(each)) for month, each in months]
    return [
        MonthOfShifts(month, len(each), sum(shift.minutes for shift in each))
        for month, each in found
    ]
