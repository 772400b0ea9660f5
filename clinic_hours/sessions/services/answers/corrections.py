"""An instructor's correction of the times, the student's answer, and the office's decision.

Like the steps in `services.sessions`: guard, write over the version that the page showed, append, tell.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.answers import Decision, answer_is_due
from clinic_hours.sessions.domain.states import Action, Awaits, next_state
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import can_change, can_correct, can_decide
from clinic_hours.sessions.selectors.answers import question_about
from clinic_hours.sessions.services.claims import (
    SessionFacts,
    changes_between,
    columns_of,
    examine,
    facts_of,
)
from clinic_hours.sessions.services.steps import re_read, state_after, step
from home.core.models.actors import Person

from .news import tell_of_acceptance, tell_of_correction, tell_of_decision, tell_of_dispute

Kind = SessionEvent.Kind
NOTHING_TO_CORRECT = block("times_unchanged", "start")


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when somebody was there (UTC), and their break in minutes."""

    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0


@recorded
def correct_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    times: Times,
    reason: str,
    now: datetime | None = None,
) -> ClinicSession:
    """Correct the times of a submitted session. It then waits for the student to accept or dispute them.

    Raises Refused if nothing changes, or if a rule does not allow the new times.
    """
    now = now or timezone.now()
    enrollment = lock_enrollment_row(session.enrollment_id)
    before = re_read(session.pk, version, now)
    if not can_correct(actor, before):
        raise NotAllowed("not_your_session_to_review")
    state = state_after(before, Action.CORRECT)
    if times == Times(before.starts_at, before.ends_at, before.break_minutes):
        raise Refused((NOTHING_TO_CORRECT,))
    facts = replace(
        facts_of(before),
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        break_minutes=times.break_minutes,
        provenance=ClinicSession.Provenance.ATTESTED,
    )
    changes, columns = rewritten(before, facts, enrollment, now)
    after = step(
        before,
        [Kind.CORRECTED],
        actor=actor,
        now=now,
        reason=reason,
        changes=changes,
        status=state,
        awaits=Awaits.STUDENT,
        **columns,
    )
    tell_of_correction(after, actor, reason, now)
    return after


def rewritten(
    before: ClinicSession, facts: SessionFacts, enrollment: Enrollment, now: datetime
) -> tuple[dict, dict]:
    """Return the changes and the columns of a session with other times. Raises Refused if a rule blocks."""
    claim, found = examine(facts, enrollment=enrollment, session=before, submit=False, now=now)
    columns = columns_of(facts, claim)
    findings = [finding.as_dict() for finding in found]
    return changes_between(before, columns), columns | {"findings": findings}


@recorded
def accept_session(
    *, actor: Person, session: ClinicSession, version: int, now: datetime | None = None
) -> ClinicSession:
    """Accept what was entered or corrected. From now on, the instructor can sign it."""
    now = now or timezone.now()
    if not can_change(actor, session):
        raise NotAllowed("not_your_session")
    before = re_read(session.pk, version, now)
    state = state_after(before, Action.ACCEPT)
    after = step(before, [Kind.ACCEPTED], actor=actor, now=now, status=state, awaits=Awaits.NOBODY)
    tell_of_acceptance(after, actor, now)
    return after


@recorded
def dispute_session(
    *, actor: Person, session: ClinicSession, version: int, reason: str, now: datetime | None = None
) -> ClinicSession:
    """Dispute what was entered or corrected. The office decides."""
    now = now or timezone.now()
    if not can_change(actor, session):
        raise NotAllowed("not_your_session")
    before = re_read(session.pk, version, now)
    state = state_after(before, Action.DISPUTE)
    after = step(
        before,
        [Kind.DISPUTED],
        actor=actor,
        now=now,
        reason=reason,
        status=state,
        awaits=Awaits.OFFICE,
    )
    tell_of_dispute(after, actor, reason, now)
    return after


@recorded
def decide_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    decision: Decision,
    reason: str,
    now: datetime | None = None,
) -> ClinicSession:
    """Decide about a session that was disputed, or that the student did not answer in time.

    Raises Refused while there is time to answer, or if a rule does not allow the original times.
    """
    now = now or timezone.now()
    enrollment = lock_enrollment_row(session.enrollment_id)
    before = re_read(session.pk, version, now)
    if not can_decide(actor, before):
        raise NotAllowed("not_yours_to_decide")
    state = state_after(before, Action.DECIDE)
    question = question_about(before)
    refuse_to_decide(before, question, decision, now)
    kinds = [Kind.DECIDED]
    changes: dict[str, Any] = {}
    columns: dict[str, Any] = {}
    if decision == Decision.RETURN:
        kinds, state = [Kind.DECIDED, Kind.RETURNED], next_state(state, Action.RETURN)
    if decision == Decision.RESTORE and question:
        changes, columns = rewritten(before, original(before, question), enrollment, now)
    after = step(
        before,
        kinds,
        actor=actor,
        now=now,
        reason=reason,
        changes={"decision": str(decision)} | changes,
        status=state,
        awaits=Awaits.NOBODY,
        **columns,
    )
    tell_of_decision(after, actor, reason, now)
    return after


def refuse_to_decide(
    session: ClinicSession, question: SessionEvent | None, decision: Decision, now: datetime
) -> None:
    if session.awaits == Awaits.STUDENT and question:
        due = answer_is_due(question.happened_at)
        if now < due:
            raise Refused((block("student_may_still_answer", date=due.date().isoformat()),))
    was_corrected = question is not None and question.kind == Kind.CORRECTED
    if decision == Decision.RESTORE and not was_corrected:
        raise Refused((block("nothing_to_restore", "decision"),))


def original(session: ClinicSession, question: SessionEvent) -> SessionFacts:
    """Return the session's facts as they were before the correction."""
    facts = facts_of(session)
    was = {name: pair[0] for name, pair in question.changes.items()}
    return replace(
        facts,
        starts_at=moment(was.get("starts_at")) or facts.starts_at,
        ends_at=moment(was.get("ends_at")) or facts.ends_at,
        break_minutes=was.get("break_minutes", facts.break_minutes),
        provenance=was.get("provenance", facts.provenance),
    )


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
