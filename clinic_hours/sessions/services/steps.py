"""The building blocks of every session change: lock, re-read, change, append."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.domain.commitments import Committed, committed
from clinic_hours.ledger.models import CommittedText
from clinic_hours.ledger.services.append import committed_text, keep_secrets
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.domain.states import Action, Awaits, State, next_state
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.models.actors import Person


def lock_enrollment(pk: int, actor: Person) -> Enrollment:
    """Take the enrollment's lock with a write and return the fresh row.

    Raises NotAllowed unless the actor is its student, with an active account.
    """
    if not actor.is_active:
        raise NotAllowed("account_not_active")
    locked = Enrollment.objects.filter(pk=pk, student=actor).update(lock_no=F("lock_no") + 1)
    if locked != 1:
        raise NotAllowed("not_your_enrollment")
    return Enrollment.objects.select_related("requirement_set").get(pk=pk)


def re_read(pk: int, version: int, now: datetime) -> ClinicSession:
    """Return the session if it is still as the page showed it.

    Raises Conflict if it has changed, and Refused if its last step is later than `now`.
    """
    relations = ("requirement", "site", "supervisor", "enrollment")
    session = with_last_step(ClinicSession.objects.select_related(*relations)).get(pk=pk)
    if session.version != version:
        raise Conflict
    refuse_before(session.last_step_at, now)
    return session


def refuse_unenrolled(session: ClinicSession) -> None:
    """Raise Refused for a student who has finished, left or is on leave: their desk is only to read."""
    status = session.enrollment.status
    if status != Enrollment.Status.ACTIVE:
        raise Refused((block("enrollment_not_active", status=status),))


def with_last_step(sessions: QuerySet[ClinicSession]) -> QuerySet[Any]:
    """Add when each session's last event happened, as `last_step_at`."""
    steps = SessionEvent.objects.filter(session=OuterRef("pk")).order_by("-pk")
    return sessions.annotate(last_step_at=Subquery(steps.values("happened_at")[:1]))


def state_after(session: ClinicSession, action: Action) -> State:
    """Return the session's state after `action`. Raises Impossible if it cannot be taken now."""
    return next_state(State(session.status), action, Awaits(session.awaits))


def step(
    before: ClinicSession,
    kinds: Iterable[str],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
    changes: dict | None = None,
    **columns: Any,
) -> ClinicSession:
    """Change exactly the version and state that were read, append the events, and return the new session.

    Raises Conflict if it has changed since.
    """
    events = events_of(
        before,
        kinds,
        actor=actor,
        now=now,
        version=before.version + 1,
        reason=committed(reason) if reason else None,
        changes=changes,
    )
    history = before.history.then(event.happened for event in events)
    advance(before, history_events=history.events, history_digest=history.digest, **columns)
    append_events(events)
    return ClinicSession.objects.get(pk=before.pk)


def advance(before: ClinicSession, **columns: Any) -> None:
    """Update exactly the version and state that were read, or raise Conflict."""
    unchanged = ClinicSession.objects.filter(
        pk=before.pk, version=before.version, status=before.status
    )
    if unchanged.update(version=F("version") + 1, **columns) != 1:
        raise Conflict


def create(
    session: ClinicSession,
    kinds: Iterable[str],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
    changes: dict | None = None,
) -> ClinicSession:
    """Write a new session with its first events."""
    events = events_of(
        session,
        kinds,
        actor=actor,
        now=now,
        version=session.version,
        reason=committed(reason) if reason else None,
        changes=changes,
    )
    session.history = History().then(event.happened for event in events)
    session.save(force_insert=True)
    append_events(events)
    return session


def kept(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Keep texts that an event says beside its reason, and return its change: their commitments."""
    secrets = {name: committed(text) for name, text in texts.items() if text}
    keep_secrets(secrets.values())
    if not secrets:
        return {}
    return {"texts": {name: secret.commitment for name, secret in secrets.items()}}


def events_of(
    session: ClinicSession,
    kinds: Iterable[str],
    *,
    actor: Person,
    now: datetime,
    version: int,
    reason: Committed | None = None,
    changes: dict | None = None,
) -> list[SessionEvent]:
    """Return the events of one step. The changes are those of the first."""
    return [
        SessionEvent(
            session=session,
            kind=kind,
            actor_id=actor.pk,
            happened_at=now,
            version=version,
            reason=committed_text(reason) if reason else None,
            changes=changes or {} if place == 0 else {},
        )
        for place, kind in enumerate(kinds)
    ]


def append_events(events: Sequence[SessionEvent]) -> None:
    """Write events, each reason first."""
    reasons = {event.reason_id: event.reason for event in events if event.reason}
    if reasons:
        CommittedText.objects.bulk_create(reasons.values())
    SessionEvent.objects.bulk_create(events)
