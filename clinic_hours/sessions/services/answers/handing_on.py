"""Many sessions go to another instructor at once, such as those of an instructor who leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, Impossible, NotAllowed
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.people.policies import is_coordinator
from clinic_hours.sessions.domain.states import Action
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.services.steps import (
    advance,
    append_events,
    events_of,
    state_after,
    with_last_step,
)
from home.core.models.actors import Person

from .news import tell_of_reassignments


@dataclass(slots=True)
class HandedOn:
    """The sessions that were reassigned, and those that stay where they are, each with the reason."""

    moved: list[ClinicSession] = field(default_factory=list)
    kept: list[tuple[ClinicSession, Finding]] = field(default_factory=list)


@recorded
def reassign_sessions(
    *,
    actor: Person,
    versions: Mapping[UUID, int],
    supervisor: Supervisor,
    now: datetime | None = None,
) -> HandedOn:
    """Have another instructor sign those of the sessions, {public id: version}, that can move.

    Each gets its event. Takes one query for each session and the same number besides for any of them.
    """
    now = now or timezone.now()
    if not (actor.is_active and is_coordinator(actor)):
        raise NotAllowed("not_yours_to_reassign")
    licenses = list(supervisor.credentials.all())
    result, events = HandedOn(), []
    for session in chosen(versions):
        refuse_before(session.last_step_at, now)
        reason = why_not(session, versions[session.public_id], actor, supervisor, licenses)
        if reason is None:
            try:
                events += move(session, supervisor, actor, now)
            except Conflict:
                reason = CHANGED
        if reason:
            result.kept.append((session, reason))
        else:
            result.moved.append(session)
    append_events(events)
    tell_of_reassignments(result.moved, supervisor, actor, now)
    return result


CHANGED = block("changed_meanwhile")


def chosen(versions: Iterable[UUID]) -> list[Any]:
    """Return the sessions with the moment of their last step, the longest waiting first."""
    related = ("student", "supervisor__user", "requirement__requirement_set", "site")
    sessions = ClinicSession.objects.filter(public_id__in=list(versions)).select_related(*related)
    return list(with_last_step(sessions).order_by("submitted_at", "pk"))


def why_not(
    session: ClinicSession,
    version: int,
    actor: Person,
    supervisor: Supervisor,
    licenses: Sequence[Credential],
) -> Finding | None:
    """Return why a session stays with its instructor, or None if it can move."""
    if session.version != version or not can_be_reassigned(session):
        return CHANGED
    if session.student_id == actor.pk:
        return block("own_session")
    if session.student_id == supervisor.user_id:
        return block("signs_own_hours")
    if not was_licensed(licenses, session):
        return block("not_licensed_then")
    return None


def can_be_reassigned(session: ClinicSession) -> bool:
    try:
        state_after(session, Action.REASSIGN)
    except Impossible:
        return False
    return True


def was_licensed(licenses: Sequence[Credential], session: ClinicSession) -> bool:
    day = session.local_date
    return any(each.issued_on <= day <= each.expires_on for each in licenses)


def move(
    session: ClinicSession, supervisor: Supervisor, actor: Person, now: datetime
) -> list[SessionEvent]:
    """Give a session to the instructor, and return the event to append. Raises Conflict if it changed."""
    events = events_of(
        session,
        [SessionEvent.Kind.REASSIGNED],
        actor=actor,
        now=now,
        version=session.version + 1,
        changes={"supervisor": [session.supervisor_id, supervisor.pk]},
    )
    history = session.history.then(event.happened for event in events)
    advance(
        session,
        history_events=history.events,
        history_digest=history.digest,
        supervisor_id=supervisor.pk,
    )
    return events
