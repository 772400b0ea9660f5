"""Who may issue a transcript, and who may read one.

Each is a ladder of early refusals that ends in one positive line: it fails closed.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import can_read_the_record
from clinic_hours.sessions.policies import can_credit
from home.core.models.actors import Actor


def can_issue_transcripts(user: Actor, enrollment: Enrollment) -> bool:
    """Issue and revoke: the coordinator; never for oneself."""
    return can_credit(user, enrollment)


def can_read_transcripts(user: Actor, enrollment: Enrollment) -> bool:
    """Download: the student their own; the coordinator and the auditor everyone's."""
    if not user.is_active:
        return False
    return enrollment.student_id == user.pk or can_read_the_record(user)
