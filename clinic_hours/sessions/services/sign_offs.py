"""Signing and voiding: making hours count, and taking back a mistake.

The pattern is that of docs/decisions/0002: the first statement updates exactly the rows and versions
that the page showed, so that what was read is what gets signed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication, is_fresh
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, Severity
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.commitments import committed
from clinic_hours.ledger.services.altered import ALTERED
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.people.selectors.facts import is_as_logged
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.attestation import Statement
from clinic_hours.sessions.domain.states import Action, Awaits, State, next_state
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.sessions.policies import can_sign_off, can_void
from clinic_hours.sessions.selectors.again import again
from home.core.models.actors import Person

from .completion import reopen_where_unmet
from .evidence import (
    reversal_posting,
    sign_off_of,
    sign_off_posting,
    signed_session,
)
from .notices.signed import tell_after_commit
from .notices.steps import tell_of_reversal
from .postings import post_hours
from .steps import advance, append_events, events_of, re_read, state_after, with_last_step


@dataclass(frozen=True, slots=True)
class Pick:
    """A session as the signer saw it."""

    session_id: int
    version: int


@recorded
def sign_off_sessions(
    *,
    actor: Person,
    picks: Sequence[Pick],
    statement: Statement,
    authentication: Authentication,
    now: datetime | None = None,
) -> list[HourEntry]:
    """Sign all of the picked sessions or none. Each gets an event, a sign-off and a ledger entry.

    Raises NotAllowed for a stale authentication or someone else's session, Conflict if any row is not
    as the page showed it, Refused if a credential was not current on a session's day, or if the clock
    is behind the last step.
    """
    return sign(
        actor=actor,
        picks=picks,
        statement=statement,
        authentication=authentication,
        now=now or timezone.now(),
    )


def sign(
    *,
    actor: Person,
    picks: Sequence[Pick],
    statement: Statement,
    authentication: Authentication,
    now: datetime,
) -> list[HourEntry]:
    """Sign within the caller's transaction, as `sign_off_sessions` does."""
    if not is_fresh(authentication, now):
        raise NotAllowed("authentication_not_fresh")
    versions = {pick.session_id: pick.version for pick in picks}
    move_to_signed(actor, versions)
    sessions = as_signed(versions)
    for session in sessions:
        if not can_sign_off(actor, session):
            raise NotAllowed("not_your_session_to_review")
        refuse_before(session.submitted_at, now)
        refuse_before(session.last_step_at, now)
    facts = [signed_session(session) for session in sessions]
    # From here on, no license changes and no supervisor is renamed.
    head = lock_head(more=len(sessions))
    credentials = credentials_for(sessions)
    sign_offs = SignOff.objects.bulk_create(
        sign_off_of(
            session,
            signed,
            signer=actor,
            credential=credentials[session.pk],
            statement=statement,
            authentication=authentication,
            now=now,
        )
        for session, signed in zip(sessions, facts, strict=True)
    )
    append_events(
        [
            event
            for session in sessions
            for event in events_of(
                session,
                [SessionEvent.Kind.SIGNED_OFF],
                actor=actor,
                now=now,
                version=session.version,
            )
        ]
    )
    entries = post_hours(
        [
            sign_off_posting(session, signed, sign_off, credentials[session.pk])
            for session, signed, sign_off in zip(sessions, facts, sign_offs, strict=True)
        ],
        head,
    )
    tell_after_commit(entries)
    return entries


def move_to_signed(actor: Person, versions: dict[int, int]) -> None:
    """Sign with one conditional UPDATE. Raise Conflict if it changes fewer rows than were picked."""
    next_state(State.SUBMITTED, Action.SIGN_OFF)
    # Every condition is on a column of the row itself. With a join, Django would write
    # `id IN (SELECT …)`, which PostgreSQL does not recheck after waiting for a row's lock.
    waiting = ClinicSession.objects.filter(
        as_shown(versions),
        status=State.SUBMITTED,
        awaits=Awaits.NOBODY,
        supervisor__in=Supervisor.objects.filter(user=actor),
    )
    if waiting.update(status=State.SIGNED_OFF, version=F("version") + 1) != len(versions):
        raise Conflict


def as_shown(versions: dict[int, int]) -> Q:
    """Match each session in its version. Grouped by version to keep the statement short for 500 rows."""
    by_version: dict[int, list[int]] = defaultdict(list)
    for session_id, version in versions.items():
        by_version[version].append(session_id)
    shown = Q(pk__in=[])
    for version, session_ids in by_version.items():
        shown |= Q(version=version, pk__in=session_ids)
    return shown


def as_signed(versions: dict[int, int]) -> list[Any]:
    """Return the sessions with what is signed of them, and their `last_step_at`."""
    sessions = with_last_step(ClinicSession.objects.filter(pk__in=versions))
    relations = ("enrollment__requirement_set", "requirement", "site", "supervisor")
    return list(sessions.select_related(*relations).order_by("pk"))


def credentials_for(sessions: Sequence[ClinicSession]) -> dict[int, Credential]:
    """Return each session's credential, current on its day.

    One statement reads credential, printed name and entry, so that they say the same. Raises Refused naming
    sessions without one, or if the log says something else of one.
    """
    of_supervisor: dict[int, list[Credential]] = defaultdict(list)
    supervisors = {session.supervisor_id for session in sessions}
    licenses = Credential.objects.select_related("supervisor", "entry")
    licenses = licenses.filter(supervisor__in=supervisors)
    for credential in licenses.order_by("-expires_on", "pk"):
        of_supervisor[credential.supervisor_id].append(credential)
    found: dict[int, Credential] = {}
    for session in sessions:
        for credential in of_supervisor[session.supervisor_id]:
            if credential.issued_on <= session.local_date <= credential.expires_on:
                found.setdefault(session.pk, credential)
    without = [session for session in sessions if session.pk not in found]
    if without:
        raise Refused(tuple(credential_finding(session) for session in without))
    used = {credential.pk: credential for credential in found.values()}
    if not all(map(is_as_logged, used.values())):
        raise Refused((ALTERED,))
    return found


def credential_finding(session: ClinicSession) -> Finding:
    return Finding(
        "credential_not_current",
        Severity.BLOCKING,
        {"date": session.local_date.isoformat(), "session": str(session.public_id)},
    )


@recorded
def void_sign_off(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    reason: str,
    statement: Statement,
    authentication: Authentication,
    now: datetime | None = None,
) -> HourEntry:
    """Take back signed hours with a reversal entry and a reason. Nothing is erased."""
    now = now or timezone.now()
    if not is_fresh(authentication, now):
        raise NotAllowed("authentication_not_fresh")
    if not can_void(actor, session):
        raise NotAllowed("not_yours_to_void")
    enrollment = lock_enrollment_row(session.enrollment_id)
    before = re_read(session.pk, version, now)
    advance(before, status=state_after(before, Action.VOID))
    why = committed(reason)
    kinds = [SessionEvent.Kind.VOIDED]
    version = before.version + 1
    append_events(events_of(before, kinds, actor=actor, now=now, version=version, reason=why))
    signed = HourEntry.objects.select_related("enrollment", "log_entry")
    hours = signed.get(session=before, kind=HourEntry.Kind.SIGN_OFF)
    posting = reversal_posting(
        hours,
        voider=actor,
        zone=before.zone,
        reason=why,
        statement=statement,
        authentication=authentication,
        now=now,
    )
    (reversal,) = post_hours([posting])
    reopen_where_unmet(enrollment, now)
    before.enrollment = enrollment
    what_now = again(before, voided_at=now, now=now)
    tell_of_reversal(reversal, student_id=before.student_id, reason=reason, now=now, again=what_now)
    return reversal
