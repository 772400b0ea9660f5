"""Enter a session for a student who could not log it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Document, Enrollment
from clinic_hours.people.policies import is_coordinator
from clinic_hours.people.services.documents import Stored, keep_document, stored
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import can_enter
from clinic_hours.sessions.services.claims import SessionFacts, columns_of, examine, sent_before
from clinic_hours.sessions.services.steps import create, kept
from home.core.models.actors import Person

from .news import tell_of_entry


def enter_session(*, upload: UploadedFile | None = None, **about: Any) -> ClinicSession:
    """Enter a session for a student, who is asked to accept it before the instructor can sign it.

    An instructor enters only sessions that they supervised. The entry window does not apply, all other rules
    do. `upload` is a file that shows that it took place; the rest is that of `record_entry`.
    """
    with stored(upload) as file:
        return record_entry(file=file, **about)


@recorded
def record_entry(
    *,
    actor: Person,
    enrollment: Enrollment,
    facts: SessionFacts,
    reason: str,
    evidence: str = "",
    file: Stored | None = None,
    submission: UUID | None = None,
    now: datetime | None = None,
) -> ClinicSession:
    """`reason` says why the student could not log it, `evidence` what shows that it took place."""
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
        evidence=document_of(file, actor=actor, enrollment=enrollment, now=now),
        submitted_at=now,
        logged_at=now,
        findings=[finding.as_dict() for finding in found],
        **columns_of(facts, claim),
    )
    changes = kept({"evidence": evidence}) | ({"file": file.fingerprint} if file else {})
    kinds = [SessionEvent.Kind.ENTERED]
    create(session, kinds, actor=actor, now=now, reason=reason, changes=changes)
    tell_of_entry(session, actor, reason, now)
    return session


def may_enter(actor: Person, enrollment: Enrollment, facts: SessionFacts) -> bool:
    if not can_enter(actor, enrollment):
        return False
    return is_coordinator(actor) or facts.supervisor.user_id == actor.pk


def document_of(
    file: Stored | None, *, actor: Person, enrollment: Enrollment, now: datetime
) -> Document | None:
    if file is None:
        return None
    person, kind = enrollment.student, Document.Kind.OTHER
    return keep_document(actor=actor, person=person, file=file, kind=kind, now=now)
