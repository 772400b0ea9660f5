"""WRITE: clocking in and out, and breaks. Each punch is recorded once, however often it is sent.

The shift's lock is taken first. Raises Refused for a punch that does not fit, and records nothing then.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from clinic_hours.attendance.domain.punches import PunchKind, is_possible
from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.models import Device, Presence, Punch
from clinic_hours.attendance.selectors.attended import accounts_of
from clinic_hours.attendance.selectors.attendees import Attendee, attendee_of, going_on
from clinic_hours.attendance.selectors.ratio import ratio_on
from clinic_hours.attendance.selectors.rules import rules_on
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person

from .drafting import draft_sessions
from .starting import start_waiting
from .steps import append_punch, lock_running, state_on

# {a kind of punch: what is said if it does not fit}
DOES_NOT_FIT = {
    PunchKind.IN: block("already_clocked_in"),
    PunchKind.OUT: block("not_clocked_in"),
    PunchKind.BREAK: block("no_break_now"),
    PunchKind.BACK: block("not_on_a_break"),
}
LEAVING = {PunchKind.OUT, PunchKind.BREAK}
COMING = {PunchKind.IN, PunchKind.BACK}


@dataclass(frozen=True, slots=True)
class Sent:
    """How a punch was made: its identifier, the way, and what the device said about it."""

    method: str
    uuid: UUID = field(default_factory=uuid4)
    device: Device | None = None
    device_seq: int | None = None
    device_at: datetime | None = None
    code_step: int | None = None
    is_offline: bool = False
    is_uncertain: bool = False
    evidence: dict[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@recorded
def punch(
    *,
    person: Person,
    shift: Shift,
    kind: PunchKind,
    sent: Sent,
    at: datetime | None = None,
    now: datetime | None = None,
) -> Punch:
    """Record one punch at `at`, the trusted time, and what follows from it.

    A student who is one too many for the instructors is held. One who leaves makes room for the next, and
    clocking out drafts the session. Raises Refused if it does not fit.
    """
    now = now or timezone.now()
    at = at or now
    if known := Punch.objects.filter(uuid=sent.uuid).first():
        return known
    shift = lock_running(shift)
    if known := Punch.objects.filter(uuid=sent.uuid).first():
        return known
    who = attendee_of(shift, person.pk)
    if who is None:
        raise Refused((block("no_place_on_shift"),))
    if was_used(sent.code_step, person, kind):
        raise Refused((block("code_used"),))
    if found := against(shift, who, kind, at, sent.is_offline):
        raise Refused((found,))
    held = bool(kind in COMING and who.place and ratio_on(shift, who.place).is_full)
    made = append_punch(shift, who, kind, at=at, now=now, is_held=held, **sent.columns)
    if kind in LEAVING or who.duty:
        start_waiting(shift, now)
    if kind == PunchKind.OUT and who.place:
        account = accounts_of(shift, now)[who.place.pk]
        draft_sessions(shift, [account], actor=person, now=now)
    return made


def against(
    shift: Shift, who: Attendee, kind: PunchKind, at: datetime, is_offline: bool
) -> Finding | None:
    """Return what stands against a punch. One that comes late is kept, whatever came after it."""
    if kind == PunchKind.IN and (found := outside(shift, at)):
        return found
    if not is_offline and not is_possible(kind, state_on(shift, who)):
        return DOES_NOT_FIT[kind]
    if kind == PunchKind.IN and (other := open_elsewhere(shift, who)):
        return still_clocked_in(other)
    if kind in LEAVING and who.duty and leaves_alone(shift):
        return block("hand_over_first")
    return None


def was_used(code_step: int | None, person: Person, kind: PunchKind) -> bool:
    """Return whether a person has used the clinic's code of this step for the same."""
    if code_step is None:
        return False
    return Punch.objects.filter(person=person, code_step=code_step, kind=kind).exists()


def outside(shift: Shift, at: datetime) -> Finding | None:
    rules: Rules = rules_on(shift)
    if at < rules.opens_at(shift.starts_at):
        moment = rules.opens_at(shift.starts_at).isoformat()
        return block("too_early_to_clock_in", moment=moment, zone=shift.zone)
    return block("shift_is_over") if at >= shift.ends_at else None


def open_elsewhere(shift: Shift, who: Attendee) -> Presence | None:
    return going_on(who.person_id).exclude(shift=shift).first()


def still_clocked_in(presence: Presence) -> Finding:
    """Name where and since when."""
    moment, zone = presence.from_at.isoformat(), presence.shift.zone
    return block("still_clocked_in", site=str(presence.shift.site), moment=moment, zone=zone)


def leaves_alone(shift: Shift) -> bool:
    """Return whether students are there and this is their last instructor."""
    ratio = ratio_on(shift)
    return ratio.supervisors == 1 and ratio.students > 0
