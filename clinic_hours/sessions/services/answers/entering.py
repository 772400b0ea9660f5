"""Enter a session for a student who could not log it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import is_coordinator
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import can_enter
from clinic_hours.sessions.services.claims import SessionFacts, columns_of, examine, sent_before
from clinic_hours.sessions.services.steps import create, kept
from home.core.models.actors import Person

from .news import tell_of_entry


@recorded
def enter_session(
    *,
    actor: Person,
    enrollment: Enrollment,
    facts: SessionFacts,
    reason: str,
    evidence: str = "",
    submission: UUID | None = None,
    now: datetime | None = None,
) -> ClinicSession:
    """Enter a session for a student, who is asked to accept it before the instructor can sign it.

    An instructor enters only sessions that they supervised. `reason` says why the student could not log it,
    `evidence` names what shows that it took place. The entry window does not apply, all other rules do.
    """
    now = now or timezone.now()
    enrollment = lock_enrollment_row(enrollment.pk)
    if not may_enter(actor, enrollment, facts):
        raise NotAllowed("not_yours_to_enter")
    facts = replace(facts, provenance=ClinicSession.Provenance.ATTESTED, is_entered=True)
    public_id, known = sent_before(submission, enrollment, facts)
    if known:
        return known
    claim, found = examine(facts, enrollment=enrollment, session=None, submit=True, now=now)
    session = ClinicSession(
        public_id=public_id,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        status=State.SUBMITTED,
        awaits=Awaits.STUDENT,
        entered_by_id=actor.pk,
        submitted_at=now,
        logged_at=now,
        findings=[finding.as_dict() for finding in found],
        **columns_of(facts, claim),
    )
    changes = kept({"evidence": evidence})
    kinds = [SessionEvent.Kind.ENTERED]
    create(session, kinds, actor=actor, now=now, reason=reason, changes=changes)
    tell_of_entry(session, actor, reason, now)
    return session


def may_enter(actor: Person, enrollment: Enrollment, facts: SessionFacts) -> bool:
    if not can_enter(actor, enrollment):
        return False
    return is_coordinator(actor) or facts.supervisor.user_id == actor.pk
