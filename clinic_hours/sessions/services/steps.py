"""The building blocks of every session change: lock, re-read, advance, append."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Enrollment
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
    relations = ("requirement", "site", "supervisor")
    steps = SessionEvent.objects.filter(session=OuterRef("pk")).order_by("-pk")
    sessions = ClinicSession.objects.select_related(*relations)
    session = sessions.annotate(last_step_at=Subquery(steps.values("happened_at")[:1])).get(pk=pk)
    if session.version != version:
        raise Conflict
    refuse_before(session.last_step_at, now)
    return session


def advance(before: ClinicSession, **columns: Any) -> None:
    """Update exactly the version and state that were read, or raise Conflict."""
    unchanged = ClinicSession.objects.filter(
        pk=before.pk, version=before.version, status=before.status
    )
    if unchanged.update(version=F("version") + 1, **columns) != 1:
        raise Conflict


def finish(
    before: ClinicSession,
    kinds: Iterable[str],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
    changes: dict | None = None,
) -> ClinicSession:
    """Append the events of a change and return the updated session."""
    session = ClinicSession.objects.get(pk=before.pk)
    append_events(session, kinds, actor=actor, now=now, reason=reason, changes=changes)
    return session


def append_events(
    session: ClinicSession,
    kinds: Iterable[str],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
    changes: dict | None = None,
) -> None:
    SessionEvent.objects.bulk_create(
        SessionEvent(
            session=session,
            kind=kind,
            actor=actor,
            happened_at=now,
            version=session.version,
            reason=reason,
            changes=(changes or {}) if kind == SessionEvent.Kind.EDITED else {},
        )
        for kind in kinds
    )
