"""Tell people, in the same transaction, that a session was entered, corrected, answered or reassigned."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.people.models import Supervisor
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.reminders import REMINDED, reminder_key
from home.core.models.actors import Person

ENTERED = "session_entered"
CORRECTED = "session_corrected"
ACCEPTED = "session_accepted"
DISPUTED = "session_disputed"
DECIDED = "session_decided"
REASSIGNED = "session_reassigned"
HANDED_ON = "session_handed_on"


def tell_of_entry(session: ClinicSession, actor: Person, reason: str, now: datetime) -> None:
    tell([news(ENTERED, session, session.student, actor, reason)], now)


def tell_of_correction(session: ClinicSession, actor: Person, reason: str, now: datetime) -> None:
    tell([news(CORRECTED, session, session.student, actor, reason)], now)


def tell_of_acceptance(session: ClinicSession, actor: Person, now: datetime) -> None:
    people = still_signing(session.supervisor)
    tell([news(ACCEPTED, session, person, actor) for person in people], now)


def tell_of_dispute(session: ClinicSession, actor: Person, reason: str, now: datetime) -> None:
    """Tell the instructor, and the coordinators, who have to decide."""
    people = {person.pk: person for person in (*coordinators(), *still_signing(session.supervisor))}
    tell([news(DISPUTED, session, person, actor, reason) for person in people.values()], now)


def tell_of_decision(session: ClinicSession, actor: Person, reason: str, now: datetime) -> None:
    people = (session.student, *still_signing(session.supervisor))
    tell([news(DECIDED, session, person, actor, reason) for person in people], now, by=actor)


def tell_of_reassignment(
    session: ClinicSession, before: Supervisor, actor: Person, now: datetime
) -> None:
    """Tell both instructors. The one before no longer sees the session, so theirs leads to the queue."""
    queue, key, facts = reverse("hours:queue"), key_of(session), facts_of(session, actor)
    handed_on = [News(HANDED_ON, person, queue, key, facts) for person in still_signing(before)]
    tell([news(REASSIGNED, session, session.supervisor.user, actor), *handed_on], now, by=actor)


def tell_of_reassignments(
    sessions: Iterable[ClinicSession], to: Supervisor, actor: Person, now: datetime
) -> None:
    """Tell the instructors of sessions, as they were before, that they are another's now."""
    queue, told = reverse("hours:queue"), []
    for session in sessions:
        key = f"{session.public_id}:{session.version + 1}"
        facts = facts_of(session, actor) | {"instructor": str(to)}
        told.append(News(REASSIGNED, to.user, path_to(session), key, facts))
        told += [
            News(HANDED_ON, person, queue, key, facts)
            for person in still_signing(session.supervisor)
        ]
    tell(told, now, by=actor)


def tell_of_reminder(session: ClinicSession, actor: Person, now: datetime) -> None:
    person, key = session.supervisor.user, reminder_key(session, now)
    tell([News(REMINDED, person, path_to(session), key, facts_of(session, actor))], now)


def still_signing(supervisor: Supervisor) -> list[Person]:
    """Return the instructor's account, unless they left: they have no queue and no longer see the session."""
    return [supervisor.user] if still_signs(supervisor) else []


def still_signs(supervisor: Supervisor) -> bool:
    return supervisor.is_active and supervisor.user.is_active


def news(
    kind: str, session: ClinicSession, person: Person, actor: Person, reason: str = ""
) -> News:
    """Return the news for one person. Their mail quotes the reason; the notice does not keep it."""
    for_mail = {"reason": reason} if reason else {}
    facts = facts_of(session, actor)
    return News(kind, person, path_to(session), key_of(session), facts, for_mail)


def path_to(session: ClinicSession) -> str:
    return reverse("hours:session", args=[session.public_id])


def key_of(session: ClinicSession) -> str:
    return f"{session.public_id}:{session.version}"


def facts_of(session: ClinicSession, actor: Person) -> dict[str, Any]:
    return {
        "actor": str(actor),
        "student": str(session.student),
        "instructor": str(session.supervisor),
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "zone": session.zone,
    }
