"""Draft a session from attendance, within the caller's transaction. It holds the enrollment's lock."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import Action, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.models.actors import Person

from .claims import SessionFacts, changes_between, columns_of, examine
from .steps import create, re_read, state_after, step

Kind = SessionEvent.Kind


def draft_from_clock(
    *,
    actor: Person,
    enrollment: Enrollment,
    facts: SessionFacts,
    public_id: UUID,
    submit: bool,
    now: datetime,
) -> ClinicSession:
    """Draft a session with what the clock said, or bring its draft up to date. Raises Refused for a rule.

    With `submit`, by the school's rule, it is submitted at once. One that the student has changed or
    submitted stays as it is: its findings then say what the clock said.
    """
    known = ClinicSession.objects.filter(public_id=public_id).first()
    if known:
        return redraft(
            known, actor=actor, enrollment=enrollment, facts=facts, submit=submit, now=now
        )
    claim, found = examine(facts, enrollment=enrollment, session=None, submit=False, now=now)
    session = ClinicSession(
        public_id=public_id,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        status=State.SUBMITTED if submit else State.DRAFT,
        submitted_at=now if submit else None,
        logged_at=now,
        clock=kept_clock(facts),
        findings=[finding.as_dict() for finding in found],
        **columns_of(facts, claim),
    )
    kinds = [Kind.DRAFTED, Kind.SUBMITTED] if submit else [Kind.DRAFTED]
    return create(session, kinds, actor=actor, now=now)


def redraft(
    known: ClinicSession,
    *,
    actor: Person,
    enrollment: Enrollment,
    facts: SessionFacts,
    submit: bool,
    now: datetime,
) -> ClinicSession:
    """Bring a draft up to date that still says what the clock said before."""
    if known.status != State.DRAFT or known.provenance == ClinicSession.Provenance.TYPED:
        return known
    before = re_read(known.pk, known.version, now)
    state_after(before, Action.EDIT)
    # What the student has added already stays.
    facts = replace(facts, clients=before.clients, note=before.note)
    claim, found = examine(facts, enrollment=enrollment, session=before, submit=False, now=now)
    after = columns_of(facts, claim)
    changes = changes_between(before, after)
    kinds = [Kind.EDITED] if changes or before.clock != kept_clock(facts) else []
    kinds += [Kind.SUBMITTED] if submit else []
    if not kinds:
        return known
    return step(
        before,
        kinds,
        actor=actor,
        now=now,
        changes=changes,
        status=State.SUBMITTED if submit else State.DRAFT,
        submitted_at=now if submit else None,
        clock=kept_clock(facts),
        findings=[finding.as_dict() for finding in found],
        **after,
    )


def kept_clock(facts: SessionFacts) -> dict | None:
    return facts.clock.as_dict() if facts.clock else None
