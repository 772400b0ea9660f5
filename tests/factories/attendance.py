"""Punches through the services, by the clock of the shift's site."""

from datetime import datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Punch
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person


def at(shift: Shift, clock: str) -> datetime:
    """Return an instant of the shift's day: "14:05"."""
    local = datetime.combine(shift.local_date, time.fromisoformat(clock), ZoneInfo(shift.zone))
    return local


def punched(
    person: Person,
    shift: Shift,
    kind: str,
    clock: str,
    *,
    method: str = Method.KIOSK_PIN,
    uuid: UUID | None = None,
    **more,
) -> Punch:
    """Punch at a time of the shift's day, "14:05"."""
    moment = at(shift, clock)
    sent = Sent(method, uuid or uuid4(), **more)
    return punch(person=person, shift=shift, kind=PunchKind(kind), sent=sent, now=moment)


def came_and_left(person: Person, shift: Shift, came: str, left: str, **more) -> Punch:
    punched(person, shift, "in", came, **more)
    return punched(person, shift, "out", left, **more)
