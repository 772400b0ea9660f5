"""Who is here on several shifts at once, in three queries: the office's Today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from clinic_hours.attendance.domain.punches import SpanKind
from clinic_hours.attendance.domain.rules import MINUTE
from clinic_hours.attendance.models import Presence
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift

from ..live import state_of
from ..rules import rules_by_site


@dataclass(slots=True)
class Heads:
    """The booked students of a shift by what they do now. `late` also has the minutes."""

    here: list[Place] = field(default_factory=list)
    waiting: list[Place] = field(default_factory=list)
    on_break: list[Place] = field(default_factory=list)
    late: list[tuple[Place, int]] = field(default_factory=list)
    expected: list[Place] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)

    @property
    def came(self) -> int:
        return sum(map(len, (self.here, self.waiting, self.on_break, self.gone)))

    @property
    def booked(self) -> int:
        return self.came + len(self.late) + len(self.expected)


def heads_on(shifts: Sequence[Shift], now: datetime) -> dict[int, Heads]:
    """Return {shift: its students} of the shifts that have opened for clocking in."""
    rules = rules_by_site({shift.site_id for shift in shifts})
    opened = {
        shift.pk: rules[shift.site_id]
        for shift in shifts
        if now >= rules[shift.site_id].opens_at(shift.starts_at)
    }
    found = {pk: Heads() for pk in opened}
    presences = presences_on(opened)
    for place in booked_on(opened):
        heads, state = found[place.shift_id], state_of(place.student_id, presences[place.shift_id])
        if state:
            list_of(heads, state).append(place)
        elif opened[place.shift_id].is_late(place.starts_at, now):
            heads.late.append((place, (now - place.starts_at) // MINUTE))
        else:
            heads.expected.append(place)
    return found


def list_of(heads: Heads, state: str) -> list[Place]:
    of_state = {
        SpanKind.HERE: heads.here,
        SpanKind.WAITING: heads.waiting,
        SpanKind.BREAK: heads.on_break,
    }
    return next((rows for kind, rows in of_state.items() if kind == state), heads.gone)


def presences_on(shifts: dict) -> dict[int, list[Presence]]:
    found: dict[int, list[Presence]] = defaultdict(list)
    if shifts:
        rows = Presence.objects.filter(shift__in=list(shifts), place__isnull=False)
        for presence in rows.order_by("from_at", "pk"):
            found[presence.shift_id].append(presence)
    return found


def booked_on(shifts: dict) -> Sequence[Place]:
    if not shifts:
        return ()
    booked = Place.objects.filter(shift__in=list(shifts), status=PlaceState.BOOKED)
    return list(booked.select_related("student").order_by("student__display_name", "pk"))
