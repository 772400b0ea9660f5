"""WRITE: remind instructors of the sessions that have waited longest for them."""

from collections.abc import Iterable
from datetime import datetime

from clinic_hours.core.domain.errors import Conflict, Impossible, Refused
from clinic_hours.office.selectors.waiting import WaitingFor, sessions_waiting_for
from clinic_hours.sessions.services.answers.reassigning import remind_instructor
from home.core.models.actors import Person


def remind_instructors(
    *, actor: Person, queues: Iterable[WaitingFor], now: datetime
) -> list[WaitingFor]:
    """Remind each instructor of their oldest session; return those who had no reminder of it today.

    One notice each: it leads to the session, and from there to their queue. A session that was signed
    meanwhile needs none.
    """
    return [queue for queue in queues if was_told(actor, queue, now)]


def was_told(actor: Person, queue: WaitingFor, now: datetime) -> bool:
    oldest = sessions_waiting_for(actor, queue.supervisor).first()
    if oldest is None:
        return False
    try:
        remind_instructor(actor=actor, session=oldest, version=oldest.version, now=now)
    except (Conflict, Impossible, Refused):
        return False
    return True
