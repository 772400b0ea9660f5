"""Whether an instructor was already reminded of a session today."""

from datetime import datetime

from clinic_hours.notices.models import Notice
from clinic_hours.sessions.models import ClinicSession
from home.core.school_time import day_of

REMINDED = "session_reminder"


def reminder_key(session: ClinicSession, now: datetime) -> str:
    """Return what makes a reminder the same: the session and the school's day."""
    return f"{session.public_id}{day_in_key(now)}"


def day_in_key(now: datetime) -> str:
    return f":{day_of(now).isoformat()}"


def was_reminded(session: ClinicSession, now: datetime) -> bool:
    sent = Notice.objects.filter(kind=REMINDED, key=reminder_key(session, now))
    return sent.filter(person__supervisor=session.supervisor_id).exists()
