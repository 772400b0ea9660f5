"""WRITE: close a shift with an answer for everyone, and sign its hours in the same step; reopen it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from clinic_hours.attendance.domain.punches import Method, PunchKind, SpanKind
from clinic_hours.attendance.domain.rules import CLOSES_BEFORE_END
from clinic_hours.attendance.models import Draft, HeadCount, Outcome, Presence
from clinic_hours.attendance.policies import can_close, can_reopen
from clinic_hours.attendance.selectors.attended import Account, accounts_of
from clinic_hours.attendance.selectors.rules import rules_on
from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Kind as LogKind
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.sessions.domain.attestation import Statement
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.services.sign_offs import Pick, sign
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.steps import Kind, lock_shift, note
from home.core.models.actors import Person

from .attesting import word
from .drafting import draft_sessions
from .news import tell_of_absences, tell_of_missing_ends
from .outcomes import say_outcome
from .starting import attendee
from .steps import append_punch, lock_running

CLOSED_THE_SHIFT = "Closed the shift"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the instructor says as a shift closes.

    `left`: {account: when a student left who is still clocked in, or None if nobody knows}. `absences`:
    {place: absent or excused} for who never came. `is_count_right` is None if it was not answered, `missing`
    holds the accounts of those who were clocked in and not there.
    """

    left: Mapping[int, datetime | None] = field(default_factory=dict)
    absences: Mapping[int, str] = field(default_factory=dict)
    is_count_right: bool | None = None
    missing: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    statement: Statement
    authentication: Authentication


@dataclass(frozen=True, slots=True)
class Closed:
    """The drafts by place, and the entries of those that were signed."""

    drafts: Mapping[int, Draft]
    entries: Sequence[HourEntry]


@recorded
def close_shift(
    *,
    actor: Person,
    shift: Shift,
    answers: Answers,
    signature: Signature | None = None,
    now: datetime | None = None,
) -> Closed:
    """Close a shift: everyone left, everyone's place has an outcome, sessions are drafted.

    With a signature, those that the site's rules submit are signed in the same transaction: all of it
    happens, or nothing. Raises Refused naming who lacks an answer.
    """
    now = now or timezone.now()
    if not can_close(actor, shift):
        raise NotAllowed("not_yours_to_close")
    shift = lock_running(shift)
    if now < shift.ends_at - CLOSES_BEFORE_END:
        moment = (shift.ends_at - CLOSES_BEFORE_END).isoformat()
        raise Refused((block("shift_goes_on", moment=moment, zone=shift.zone),))
    count(shift, answers, actor, now)
    end_presences(shift, answers, actor, now)
    accounts = accounts_of(shift, now)
    outcomes = say_outcomes(accounts, answers, actor, now)
    tell_of_missing_ends(shift, (key for key, left in answers.left.items() if not left), now)
    absent = [each for each in outcomes if each.kind == Outcome.Kind.ABSENT]
    tell_of_absences(shift, (each.place.student_id for each in absent), now)
    Shift.objects.filter(pk=shift.pk).update(status=ShiftState.CLOSED, version=F("version") + 1)
    note(shift, Kind.CLOSED, actor=actor, now=now)
    submits = rules_on(shift).submits
    drafts = draft_sessions(shift, accounts.values(), actor=actor, now=now, submit=submits)
    picks = [pick for draft in drafts.values() if (pick := ready_to_sign(draft, actor))]
    entries: Sequence[HourEntry] = ()
    if signature and picks:
        entries = sign(
            actor=actor,
            picks=picks,
            statement=signature.statement,
            authentication=signature.authentication,
            now=now,
        )
    append([Act(LogKind.SHIFT_CLOSED, now, closing_body(shift, actor))])
    return Closed(drafts, entries)


def closing_body(shift: Shift, actor: Person) -> dict[str, Any]:
    """Return what the log says of a closed shift. Field names: docs/transcript-format.md."""
    return {
        "shift": str(shift.public_id),
        "site": shift.site.name,
        "starts_at": instant(shift.starts_at),
        "ends_at": instant(shift.ends_at),
        "presences": Presence.objects.filter(shift=shift).count(),
        "closed_by": actor.pk,
    }


def end_presences(shift: Shift, answers: Answers, actor: Person, now: datetime) -> None:
    """End every presence, with the answer given for a student. Instructors leave as the shift closes."""
    going_on = Presence.objects.filter(shift=shift, to_at=None).order_by("pk")
    rows = list(going_on.select_related("place__student", "duty__supervisor"))
    unanswered = [row for row in rows if lacks_answer(row, answers)]
    if unanswered:
        raise Refused(tuple(unknown_end(row) for row in unanswered))
    for row in rows:
        end(shift, row, answers, actor, now)


def lacks_answer(row: Presence, answers: Answers) -> bool:
    is_student = row.place_id is not None and row.kind != SpanKind.WAITING
    return is_student and row.person_id not in answers.left


def unknown_end(row: Presence) -> Finding:
    return block("who_left_when", f"left_{row.person_id}", name=str(row.person))


def end(shift: Shift, row: Presence, answers: Answers, actor: Person, now: datetime) -> None:
    who, left_at = attendee(row), answers.left.get(row.person_id)
    if row.duty_id and row.person_id == actor.pk:
        append_punch(shift, who, PunchKind.OUT, at=now, now=now, method=Method.DESK)
    elif row.duty_id:
        assert row.duty
        at = max(min(now, row.duty.to_at), row.from_at)
        word(shift, who, PunchKind.OUT, at, actor, CLOSED_THE_SHIFT, now)
    elif row.kind == SpanKind.WAITING:
        append_punch(shift, who, PunchKind.OUT, at=now, now=now)
    elif left_at is None:
        append_punch(shift, who, PunchKind.LAPSE, at=now, now=now)
    else:
        if not row.from_at <= left_at <= now:
            raise Refused((block("leaves_before_coming", f"left_{row.person_id}"),))
        word(shift, who, PunchKind.OUT, left_at, actor, CLOSED_THE_SHIFT, now)


def count(shift: Shift, answers: Answers, actor: Person, now: datetime) -> None:
    """Keep the count of those who stayed to the end, if it was answered."""
    if answers.is_count_right is None:
        return
    stayed = [each for each in accounts_of(shift, now).values() if each.stayed]
    HeadCount.objects.create(
        shift=shift,
        at_close=True,
        expected=len(stayed),
        is_right=answers.is_count_right,
        missing=list(answers.missing),
        by=actor,
        at=now,
    )


def say_outcomes(
    accounts: Mapping[int, Account], answers: Answers, actor: Person, now: datetime
) -> list[Outcome]:
    """Say what became of each booked place. Raises Refused naming who never came and has no answer."""
    came = {key for key, account in accounts.items() if account.spans}
    unanswered = [key for key in accounts if key not in came and key not in answers.absences]
    if unanswered:
        raise Refused(tuple(unknown_absence(accounts[key]) for key in unanswered))
    kinds = {
        key: Outcome.Kind.ATTENDED if key in came else answers.absences[key] for key in accounts
    }
    return [say_outcome(accounts[key].place, kind, actor, now) for key, kind in kinds.items()]


def unknown_absence(account: Account) -> Finding:
    place = account.place
    return block("who_was_absent", f"absence_{place.pk}", name=str(place.student))


def ready_to_sign(draft: Draft, actor: Person) -> Pick | None:
    """Return a session that its instructor can sign now."""
    session = draft.session
    if session is None or session.status != State.SUBMITTED or session.awaits != Awaits.NOBODY:
        return None
    if session.supervisor.user_id != actor.pk:
        return None
    return Pick(session.pk, session.version)


@recorded
def reopen_shift(*, actor: Person, shift: Shift, reason: str, now: datetime | None = None) -> Shift:
    """Open a closed shift again, by the office, so that its times can be corrected."""
    now = now or timezone.now()
    if not can_reopen(actor):
        raise NotAllowed("not_the_office")
    shift = lock_shift(shift.pk)
    if shift.status != ShiftState.CLOSED:
        raise Conflict
    Shift.objects.filter(pk=shift.pk).update(status=ShiftState.PLANNED)
    note(shift, Kind.REOPENED, actor=actor, now=now, reason=reason)
    return Shift.objects.get(pk=shift.pk)
