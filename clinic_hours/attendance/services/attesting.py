"""WRITE: what an instructor or the office says about someone's time. Each is a new punch with its reason."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.domain.punches import Method, PunchKind, SpanKind, is_possible
from clinic_hours.attendance.models import Draft, Punch
from clinic_hours.attendance.policies import can_attest
from clinic_hours.attendance.selectors.attended import accounts_of
from clinic_hours.attendance.selectors.attendees import Attendee, attendee_of
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.sessions.domain.states import State
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.steps import lock_shift
from home.core.models.actors import Person

from .drafting import draft_sessions
from .outcomes import correct_outcome
from .starting import start_waiting
from .steps import append_punch, state_on


@recorded
def attest(
    *,
    actor: Person,
    shift: Shift,
    person: Person,
    came_at: datetime | None = None,
    left_at: datetime | None = None,
    reason: str,
    now: datetime | None = None,
) -> list[Punch]:
    """Say when someone came or left who could not clock in or out.

    Raises Refused for times in the future, out of order or before the shift opens, and for hours that are
    signed already.
    """
    now = now or timezone.now()
    shift, who = locked(actor, shift, person, now)
    said = [(PunchKind.IN, came_at), (PunchKind.OUT, left_at)]
    times = [(kind, at) for kind, at in said if at]
    refuse_times(shift, [at for _kind, at in times], now)
    made = [word(shift, who, kind, at, actor, reason, now) for kind, at in times]
    settle(shift, who, actor, now, reason)
    return made


@recorded
def correct(
    *,
    actor: Person,
    punch: Punch,
    at: datetime | None,
    reason: str,
    now: datetime | None = None,
) -> Punch:
    """Correct the time of a punch, or take it back without `at`. The first stays on record.

    Raises Conflict if it has been corrected since.
    """
    now = now or timezone.now()
    shift, who = locked(actor, punch.shift, punch.person, now)
    if Punch.objects.filter(supersedes=punch).exists():
        raise Conflict
    refuse_times(shift, [at] if at else [], now)
    kind = PunchKind.OUT if punch.kind == PunchKind.LAPSE else PunchKind(punch.kind)
    made = append_punch(
        shift,
        who,
        kind if at else PunchKind.STRIKE,
        at=at or punch.at,
        now=now,
        method=Method.INSTRUCTOR,
        by=actor,
        reason=reason,
        supersedes=punch,
    )
    settle(shift, who, actor, now, reason)
    return made


@recorded
def let_start(
    *, actor: Person, shift: Shift, person: Person, reason: str, now: datetime | None = None
) -> Punch:
    """Let a student start who waits, over the limit of students. The reason stands on their session."""
    now = now or timezone.now()
    shift, who = locked(actor, shift, person, now)
    if state_on(shift, who) != SpanKind.WAITING:
        raise Refused((block("not_waiting"),))
    return word(shift, who, PunchKind.START, now, actor, reason, now)


def locked(actor: Person, shift: Shift, person: Person, now: datetime) -> tuple[Shift, Attendee]:
    """Take the shift's lock for someone who may attest for this person there."""
    if not can_attest(actor, shift) or actor.pk == person.pk:
        raise NotAllowed("not_yours_to_attest")
    shift = lock_shift(shift.pk)
    if shift.status == ShiftState.CANCELLED:
        raise Refused((block("shift_cancelled"),))
    who = attendee_of(shift, person.pk)
    if who is None:
        raise Refused((block("no_place_on_shift"),))
    if who.place and is_signed(who.place):
        raise Refused((block("hours_are_signed"),))
    return shift, who


def is_signed(place: Place) -> bool:
    return Draft.objects.filter(place=place, session__status=State.SIGNED_OFF).exists()


def refuse_times(shift: Shift, times: list[datetime], now: datetime) -> None:
    if any(at > now for at in times):
        raise Refused((block("time_in_future", "at"),))
    if times != sorted(set(times)):
        raise Refused((block("leaves_before_coming", "left_at"),))
    if any(abs(at - shift.starts_at).days >= 1 for at in times):
        raise Refused((block("time_far_from_shift", "at"),))


def word(
    shift: Shift,
    who: Attendee,
    kind: PunchKind,
    at: datetime,
    actor: Person,
    reason: str,
    now: datetime,
) -> Punch:
    """Append one attested punch, if it fits what is known."""
    if not is_possible(kind, state_on(shift, who, at)):
        raise Refused((block("does_not_fit"),))
    return append_punch(
        shift, who, kind, at=at, now=now, method=Method.INSTRUCTOR, by=actor, reason=reason
    )


def settle(shift: Shift, who: Attendee, actor: Person, now: datetime, reason: str) -> None:
    """Bring up to date what follows from a person's punches: for an instructor, everyone's time.

    A closed shift stays closed: nobody is there any more. Whether a student was there follows from the times.
    """
    if shift.status == ShiftState.CLOSED:
        if state_on(shift, who) is not None:
            raise Refused((block("shift_closed"),))
    else:
        start_waiting(shift, now)
    accounts = accounts_of(shift, now)
    if shift.status == ShiftState.CLOSED and who.place:
        was_there = bool(accounts[who.place.pk].spans)
        correct_outcome(who.place, actor, now, reason, was_there=was_there)
    about = [accounts[who.place.pk]] if who.place else accounts.values()
    draft_sessions(shift, about, actor=actor, now=now)
