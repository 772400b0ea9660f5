"""Who is here, waits, is late or expected on one shift, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from clinic_hours.attendance.domain.punches import SpanKind
from clinic_hours.attendance.domain.rules import MINUTE, Rules
from clinic_hours.attendance.domain.supervision import capacity
from clinic_hours.attendance.models import ClockRequest, HeadCount, Presence
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

from .ratio import limit_of
from .rolls import Roll


@dataclass(frozen=True, slots=True)
class Row:
    """A student or an instructor of the shift. `since` and `late_by` (minutes) say when they came."""

    person_id: int
    expected_at: datetime
    place: Place | None = None
    duty: ShiftSupervisor | None = None
    since: datetime | None = None
    late_by: int = 0

    @property
    def account(self) -> UUID:
        """The public identifier of the account."""
        if self.place:
            return self.place.student.public_id
        assert self.duty
        return self.duty.supervisor.user.public_id

    @property
    def phone(self) -> str:
        """How to reach them, if they said so."""
        if self.place:
            return self.place.student.phone
        assert self.duty
        return self.duty.supervisor.user.phone

    @property
    def enrollment(self) -> Enrollment | None:
        return self.place.enrollment if self.place else None

    @property
    def supervisor(self) -> Supervisor | None:
        return self.duty.supervisor if self.duty else None


@dataclass(frozen=True, slots=True)
class Live:
    """`here` are students. `allowed` is how many the instructors here may supervise, None without a limit."""

    here: Sequence[Row]
    waiting: Sequence[Row]
    on_break: Sequence[Row]
    late: Sequence[Row]
    expected: Sequence[Row]
    gone: Sequence[Row]
    supervisors: Sequence[Row]
    allowed: int | None
    requests: Sequence[ClockRequest]
    counts: Sequence[HeadCount]
    is_count_due: bool

    @property
    def is_anyone_here(self) -> bool:
        return bool(self.here or self.waiting or self.on_break or self.supervisors)


def live_on(shift: Shift, now: datetime, roll: Roll) -> Live:
    places, duties, rules = roll.places, roll.duties, roll.rules
    presences = list(Presence.objects.filter(shift=shift).order_by("from_at", "pk"))
    students = [student_row(place, presences, rules) for place in places]
    instructors = [instructor_row(duty, presences) for duty in duties]
    states = {
        row.person_id: state_of(row.person_id, presences) for row in (*students, *instructors)
    }

    def those(rows: Sequence[Row], *wanted: str) -> list[Row]:
        found = [row for row in rows if states[row.person_id] in wanted]
        return sorted(found, key=lambda row: row.since or row.expected_at)

    here = those(students, SpanKind.HERE)
    supervisors = those(instructors, SpanKind.HERE)
    absent = those((*students, *instructors), "")
    counts = list(HeadCount.objects.filter(shift=shift))
    limits = [limit_of(shift, row.place) for row in here if row.place]
    return Live(
        here=here,
        waiting=those(students, SpanKind.WAITING),
        on_break=those((*students, *instructors), SpanKind.BREAK),
        late=[with_delay(row, now) for row in absent if rules.is_late(row.expected_at, now)],
        expected=[row for row in absent if not rules.is_late(row.expected_at, now)],
        gone=those((*students, *instructors), "gone"),
        supervisors=supervisors,
        allowed=capacity(len(supervisors), limits),
        requests=open_requests(shift),
        counts=counts,
        is_count_due=bool(here) and not counts and asks_at(shift) <= now < shift.ends_at,
    )


def open_requests(shift: Shift) -> list[ClockRequest]:
    asked = ClockRequest.objects.filter(shift=shift, state=ClockRequest.State.OPEN)
    return list(asked.select_related("person").order_by("asked_at", "pk"))


def state_of(person_id: int, presences: Sequence[Presence]) -> str:
    """Return a kind of presence that goes on, "gone", or "" for who has not come."""
    own = [each for each in presences if each.person_id == person_id]
    if not own:
        return ""
    return next((each.kind for each in own if each.to_at is None), "gone")


def student_row(place: Place, presences: Sequence[Presence], rules: Rules) -> Row:
    since = came_at(place.student_id, presences)
    is_late = since is not None and rules.is_late(place.starts_at, since)
    late = (since - place.starts_at) // MINUTE if since and is_late else 0
    return Row(place.student_id, place.starts_at, place=place, since=since, late_by=late)


def instructor_row(duty: ShiftSupervisor, presences: Sequence[Presence]) -> Row:
    user = duty.supervisor.user_id
    return Row(user, duty.from_at, duty=duty, since=came_at(user, presences))


def came_at(person_id: int, presences: Sequence[Presence]) -> datetime | None:
    return next((each.from_at for each in presences if each.person_id == person_id), None)


def with_delay(row: Row, now: datetime) -> Row:
    late = (now - row.expected_at) // MINUTE
    return Row(row.person_id, row.expected_at, row.place, row.duty, late_by=late)


def asks_at(shift: Shift) -> datetime:
    """Return when the shift's instructor is asked to count: at random in the middle three fifths of it."""
    draw = int.from_bytes(sha256(shift.public_id.bytes).digest()[:4]) / 2**32
    length = shift.ends_at - shift.starts_at
    return shift.starts_at + timedelta(seconds=int(length.total_seconds() * (0.2 + 0.6 * draw)))
