"""Turn a student's facts into a claim, check it against the rules, and derive columns and changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, blocking, warnings
from clinic_hours.core.domain.minutes import counted_minutes, worked_minutes
from clinic_hours.people.models import ClinicSite, Enrollment, Supervisor
from clinic_hours.sessions.domain.claims import Claim
from clinic_hours.sessions.domain.clock import Clock, clock_from
from clinic_hours.sessions.domain.questions import question_about_lateness, question_about_note
from clinic_hours.sessions.domain.rules import findings_of
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.answers import is_late_reason_given
from clinic_hours.sessions.selectors.surroundings import limits_of, surroundings_of
from courses.requirements.models import Requirement


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the student says they did. Instants are UTC; the site gives the zone.

    Ignored when facts are compared: the student's answers when asked about the note and about a late entry,
    `names_no_client` and `late_reason`, `is_entered`, that someone else enters the session for them, and what
    the `clock` said of a session drafted from attendance.
    """

    requirement: Requirement
    site: ClinicSite
    supervisor: Supervisor
    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0
    clients: int = 0
    note: str = ""
    provenance: str = ClinicSession.Provenance.TYPED
    names_no_client: bool = field(default=False, compare=False)
    late_reason: str = field(default="", compare=False)
    is_entered: bool = field(default=False, compare=False)
    clock: Clock | None = field(default=None, compare=False)


# {question: the warning about the same matter}
ABOUT = {
    "client_may_be_named": "note_may_identify_client",
    "late_reason_missing": "late_entry",
}


def examine(
    facts: SessionFacts,
    *,
    enrollment: Enrollment,
    session: ClinicSession | None,
    submit: bool,
    now: datetime,
) -> tuple[Claim, tuple[Finding, ...]]:
    """Return the claim and its warnings. Raises Refused if a rule blocks it.

    Before submitting, the student must confirm that a note that may name a client names none, and say why a
    session is logged late.
    """
    claim, found = look_at(facts, enrollment=enrollment, session=session, submit=submit, now=now)
    if refused := blocking(found):
        raise Refused(refused)
    return claim, warnings(found)


def foreseen(
    facts: SessionFacts,
    *,
    enrollment: Enrollment,
    session: ClinicSession | None,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Return what submitting these facts would find, whether it blocks or warns."""
    now = now or timezone.now()
    _claim, found = look_at(facts, enrollment=enrollment, session=session, submit=True, now=now)
    # A question says what the warning of the same matter would say.
    said = {ABOUT[finding.code] for finding in found if finding.code in ABOUT}
    return tuple(finding for finding in found if finding.code not in said)


def look_at(
    facts: SessionFacts,
    *,
    enrollment: Enrollment,
    session: ClinicSession | None,
    submit: bool,
    now: datetime,
) -> tuple[Claim, tuple[Finding, ...]]:
    """Return the claim and everything the rules find about it."""
    if facts.requirement.requirement_set_id != enrollment.requirement_set_id:
        raise NotAllowed("requirement_of_another_set")
    if session and was_confirmed(session, facts.note):
        facts = replace(facts, names_no_client=True)
    claim = claim_of(facts, enrollment)
    around = surroundings_of(
        claim,
        enrollment=enrollment,
        requirement=facts.requirement,
        supervisor=facts.supervisor,
        site=facts.site,
        session=session,
        now=now,
    )
    around = replace(around, clock=facts.clock or clock_from(session.clock if session else None))
    found = findings_of(claim, limits_of(enrollment), around)
    if not submit:
        return claim, found
    asked = [question_about_note(claim, around)]
    # What is entered for a student has a reason of its own.
    if not blocking(found) and around.window_applies and not says_why_late(facts, session):
        asked.append(question_about_lateness(found))
    return claim, (*found, *filter(None, asked))


def says_why_late(facts: SessionFacts, session: ClinicSession | None) -> bool:
    """Return whether it is said why a session is logged late, now or before."""
    if facts.late_reason:
        return True
    return session is not None and is_late_reason_given(session)


def late_reason_of(facts: SessionFacts, found: Iterable[Finding]) -> dict[str, str]:
    """Return the reason for a late entry, for its event; nothing if the session is not late."""
    is_late = any(finding.code == "late_entry" for finding in found)
    return {"late_reason": facts.late_reason} if is_late else {}


def was_confirmed(session: ClinicSession, note: str) -> bool:
    """Return whether the student already confirmed that the same note names no client."""
    confirmed = any(finding["params"].get("confirmed") for finding in session.findings)
    return confirmed and session.note == note


def claim_of(facts: SessionFacts, enrollment: Enrollment) -> Claim:
    worked = worked_minutes(facts.starts_at, facts.ends_at, facts.break_minutes)
    return Claim(
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        zone=facts.site.time_zone,
        local_date=facts.starts_at.astimezone(ZoneInfo(facts.site.time_zone)).date(),
        break_minutes=facts.break_minutes,
        minutes=counted_minutes(worked, enrollment.requirement_set.rounding),
        clients=facts.clients,
        note=facts.note,
        requirement_id=facts.requirement.pk,
        provenance=facts.provenance,
        names_no_client=facts.names_no_client,
        is_entered=facts.is_entered,
    )


def facts_of(session: ClinicSession) -> SessionFacts:
    return SessionFacts(
        requirement=session.requirement,
        site=session.site,
        supervisor=session.supervisor,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        break_minutes=session.break_minutes,
        clients=session.clients,
        note=session.note,
        provenance=session.provenance,
    )


def sent_before(
    submission: UUID | None, enrollment: Enrollment, facts: SessionFacts
) -> tuple[UUID, ClinicSession | None]:
    """Return the new session's identifier, and the session that the same filled-in form already made.

    If that has been discarded since, or says something else, the new session gets another identifier.
    """
    submission = submission or uuid4()
    session = ClinicSession.objects.filter(public_id=submission).first()
    if session is None:
        return submission, None
    if session.status in LIVE and is_same_claim(session, enrollment, facts):
        return submission, session
    return uuid4(), None


def is_same_claim(session: ClinicSession, enrollment: Enrollment, facts: SessionFacts) -> bool:
    return session.enrollment_id == enrollment.pk and facts_of(session) == facts


def columns_of(facts: SessionFacts, claim: Claim) -> dict:
    return {
        "requirement_id": facts.requirement.pk,
        "site_id": facts.site.pk,
        "supervisor_id": facts.supervisor.pk,
        "starts_at": claim.starts_at,
        "ends_at": claim.ends_at,
        "zone": claim.zone,
        "local_date": claim.local_date,
        "break_minutes": claim.break_minutes,
        "minutes": claim.minutes,
        "clients": claim.clients,
        "note": claim.note,
        "provenance": claim.provenance,
    }


# Shown in words by the page; ids and zones can be derived.
COMPARED = ("starts_at", "ends_at", "break_minutes", "minutes", "clients", "provenance")


def changes_between(before: ClinicSession, after: dict) -> dict:
    """Return {field: [old, new]} for an event; for a note, only that it changed."""
    was = {name: getattr(before, name) for name in COMPARED}
    changes = {
        name: [plain(was[name]), plain(after[name])]
        for name in COMPARED
        if was[name] != after[name]
    }
    for name in ("requirement", "site", "supervisor"):
        if getattr(before, f"{name}_id") != after[f"{name}_id"]:
            changes[name] = [getattr(before, f"{name}_id"), after[f"{name}_id"]]
    if before.note != after["note"]:
        changes["note"] = []
    return changes


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
