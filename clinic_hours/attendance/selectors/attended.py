"""What attendance comes to for each student of a shift, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic_hours.attendance.domain.attended import (
    Attended,
    attended,
    counted_times,
    is_missing_an_end,
)
from clinic_hours.attendance.domain.punches import Span, SpanKind
from clinic_hours.attendance.domain.rules import CLOSES_BEFORE_END
from clinic_hours.attendance.domain.supervision import Time, divided
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.models import Place, Shift

from .ratio import limit_of
from .rolls import Roll, roll_of
from .spans import spans_by_person


@dataclass(frozen=True, slots=True)
class Account:
    """One student's spans on a shift, what they count for, and who supervised longest.

    `attended` is None if nothing counts. `lacks_an_end`: part of the time is unknown.
    """

    place: Place
    spans: tuple[Span, ...]
    attended: Attended | None
    supervisor: Supervisor | None
    lacks_an_end: bool

    @property
    def is_ready(self) -> bool:
        """Whether it can become a session: all of the time is known and over."""
        return self.attended is not None and not self.lacks_an_end and not self.is_there

    @property
    def is_there(self) -> bool:
        """Whether they are here, wait or have a break now."""
        return any(span.to_at is None for span in self.spans)

    @property
    def is_asked_about(self) -> bool:
        """Whether an instructor has to say when they left: they are here or have a break."""
        return self.is_there and self.spans[-1].kind != SpanKind.WAITING

    @property
    def left_early(self) -> bool:
        last = self.attended.ends_at if self.attended else None
        return last is not None and last < self.place.ends_at - CLOSES_BEFORE_END

    @property
    def stayed(self) -> bool:
        """Whether they were here to the end, or still are."""
        last = self.spans[-1] if self.spans else None
        if last is None or last.kind != SpanKind.HERE or not last.is_known:
            return False
        return last.to_at is None or last.to_at >= self.place.ends_at - CLOSES_BEFORE_END

    @property
    def waited_until(self) -> datetime | None:
        """When they could start who had to wait."""
        return next((each.to_at for each in self.spans if each.kind == SpanKind.WAITING), None)


def accounts_of(shift: Shift, now: datetime, roll: Roll | None = None) -> dict[int, Account]:
    """Return {place: its account until now} for everyone with a booked place.

    Whoever has read the shift's roll passes it.
    """
    roll = roll or roll_of(shift)
    places, duties, rules = roll.places, roll.duties, roll.rules
    spans = spans_by_person(shift, rules.round_to)

    def times_of(person: int) -> list[Time]:
        return counted_times(spans.get(person, ()), shift.starts_at, shift.ends_at, rules, now)

    students = {place.pk: times_of(place.student_id) for place in places}
    supervisors = {duty.pk: times_of(duty.supervisor.user_id) for duty in duties}
    parts = divided(
        students, supervisors.values(), {place.pk: limit_of(shift, place) for place in places}
    )
    found = {}
    for place in places:
        own, times = spans.get(place.student_id, ()), students[place.pk]
        longest = max(duties, key=lambda duty: together(times, supervisors[duty.pk]), default=None)
        found[place.pk] = Account(
            place,
            own,
            attended(times, parts[place.pk], own, rules) if times else None,
            longest.supervisor if longest else None,
            is_missing_an_end(own),
        )
    return found


def together(one: Sequence[Time], other: Sequence[Time]) -> timedelta:
    """Return how long both were there at the same time."""
    shared = (min(mine[1], theirs[1]) - max(mine[0], theirs[0]) for mine in one for theirs in other)
    return sum((each for each in shared if each > timedelta()), timedelta())
