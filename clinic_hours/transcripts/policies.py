"""Who may issue transcripts, and who may read them.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import can_read_the_record_of
from clinic_hours.sessions.policies import can_credit
from home.core.models.actors import Actor


def can_issue_transcripts(user: Actor, enrollment: Enrollment) -> bool:
    """The coordinator may issue and revoke them, but never their own."""
    return can_credit(user, enrollment)


def can_read_transcripts(user: Actor, enrollment: Enrollment) -> bool:
    """Students may download their own; coordinators and auditors those opened to them."""
    if not user.is_active:
        return False
    return enrollment.student_id == user.pk or can_read_the_record_of(user, enrollment)


def can_ask_for_transcript(user: Actor, enrollment: Enrollment) -> bool:
    """Students may ask for a transcript of their own hours at any time."""
    return user.is_active and enrollment.student_id == user.pk
