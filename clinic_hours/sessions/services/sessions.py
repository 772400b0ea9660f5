"""A student's steps with a session, and an instructor's return of it.

If rules span sessions, a service first takes the enrollment's lock. It then writes only over the
version that the page showed, and appends the event. Raises Refused for a blocking finding, Conflict if
the session has changed, Impossible if its state does not allow the step, NotAllowed for anyone else.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import (
    Action,
    State,
    next_state,
)
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import can_change, can_return
from home.core.models.actors import Person

from .claims import (
    SessionFacts,
    changes_between,
    columns_of,
    examine,
    facts_of,
    late_reason_of,
    sent_before,
)
from .notices.steps import tell_of_return
from .steps import (
    create,
    kept,
    lock_enrollment,
    re_read,
    refuse_unenrolled,
    state_after,
    step,
)

Kind = SessionEvent.Kind
NONE: Mapping[str, str] = MappingProxyType({})


@recorded
def log_session(
    *,
    actor: Person,
    enrollment: Enrollment,
    facts: SessionFacts,
    submit: bool = False,
    submission: UUID | None = None,
    now: datetime | None = None,
) -> ClinicSession:
    """Log a session as a draft, or log and submit it in one step.

    `submission` identifies one filled-in form: if it is sent twice, return the existing session, unless
    that has been discarded since.
    """
    now = now or timezone.now()
    enrollment = lock_enrollment(enrollment.pk, actor)
    public_id, known = sent_before(submission, enrollment, facts)
    if known:
        return known
    claim, found = examine(facts, enrollment=enrollment, session=None, submit=submit, now=now)
    session = ClinicSession(
        public_id=public_id,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        status=State.SUBMITTED if submit else State.DRAFT,
        submitted_at=now if submit else None,
        logged_at=now,
        findings=[finding.as_dict() for finding in found],
        **columns_of(facts, claim),
    )
    kinds = [Kind.LOGGED, Kind.SUBMITTED] if submit else [Kind.LOGGED]
    changes = kept(late_reason_of(facts, found))
    return create(session, kinds, actor=actor, now=now, changes=changes)


@recorded
def edit_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    facts: SessionFacts,
    submit: bool = False,
    answer: str = "",
    now: datetime | None = None,
) -> ClinicSession:
    """Correct a draft or returned session, and optionally submit it.

    `answer` is what the student says about the return. It is kept beside the changes.
    """
    now = now or timezone.now()
    enrollment = lock_enrollment(session.enrollment_id, actor)
    before = re_read(session.pk, version, now)
    state = state_after(before, Action.EDIT)
    if submit:
        state = next_state(state, Action.SUBMIT)
    claim, found = examine(facts, enrollment=enrollment, session=before, submit=submit, now=now)
    after = columns_of(facts, claim)
    kinds = [Kind.EDITED, Kind.SUBMITTED] if submit else [Kind.EDITED]
    return step(
        before,
        kinds,
        actor=actor,
        now=now,
        changes=changes_between(before, after)
        | kept({"answer": answer} | late_reason_of(facts, found)),
        status=state,
        submitted_at=now if submit else before.submitted_at,
        findings=[finding.as_dict() for finding in found],
        **after,
    )


@recorded
def submit_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    names_no_client: bool = False,
    late_reason: str = "",
    now: datetime | None = None,
) -> ClinicSession:
    """Submit a draft or returned session as it is, after checking the rules again."""
    now = now or timezone.now()
    enrollment = lock_enrollment(session.enrollment_id, actor)
    before = re_read(session.pk, version, now)
    state = state_after(before, Action.SUBMIT)
    facts = replace(facts_of(before), names_no_client=names_no_client, late_reason=late_reason)
    _claim, found = examine(facts, enrollment=enrollment, session=before, submit=True, now=now)
    return step(
        before,
        [Kind.SUBMITTED],
        actor=actor,
        now=now,
        changes=kept(late_reason_of(facts, found)),
        status=state,
        submitted_at=now,
        findings=[finding.as_dict() for finding in found],
    )


@recorded
def take_back_session(
    *, actor: Person, session: ClinicSession, version: int, now: datetime | None = None
) -> ClinicSession:
    """Make a submitted session a draft again, keeping everything that was typed."""
    now = now or timezone.now()
    if not can_change(actor, session):
        raise NotAllowed("not_your_session")
    before = re_read(session.pk, version, now)
    refuse_unenrolled(before)
    state = state_after(before, Action.TAKE_BACK)
    return step(before, [Kind.TAKEN_BACK], actor=actor, now=now, status=state, submitted_at=None)


@recorded
def discard_session(
    *, actor: Person, session: ClinicSession, version: int, now: datetime | None = None
) -> ClinicSession:
    """Discard a draft or returned session. Its history stays, its time is freed, its note is erased.

    The findings are erased too: they reveal what the note said, and nobody will review them.
    """
    now = now or timezone.now()
    if not can_change(actor, session):
        raise NotAllowed("not_your_session")
    before = re_read(session.pk, version, now)
    refuse_unenrolled(before)
    state = state_after(before, Action.DISCARD)
    return step(before, [Kind.DISCARDED], actor=actor, now=now, status=state, note="", findings=[])


@recorded
def return_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    reason: str,
    remarks: Mapping[str, str] = NONE,
    now: datetime | None = None,
) -> ClinicSession:
    """Send a submitted session back to the student, with the reason and remarks by form field."""
    now = now or timezone.now()
    before = re_read(session.pk, version, now)
    if not can_return(actor, before):
        raise NotAllowed("not_your_session_to_review")
    state = state_after(before, Action.RETURN)
    after = step(
        before,
        [Kind.RETURNED],
        actor=actor,
        now=now,
        reason=reason,
        changes=kept(remarks),
        status=state,
    )
    tell_of_return(after, actor=actor, reason=reason, now=now)
    return after
