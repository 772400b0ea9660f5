"""Who may take which step with a session, or with hours on paper.

Each is a ladder of early refusals that ends in one positive line: it fails closed.
They ask about people and roles. Whether a step is possible now is the state table's answer.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import is_coordinator
from home.core.models.actors import Actor

from .models import ClinicSession


def can_change(user: Actor, session: ClinicSession) -> bool:
    """Correct, submit, take back or discard: only the student whose session it is."""
    if not user.is_active:
        return False
    return session.student_id == user.pk


def can_review(user: Actor, session: ClinicSession) -> bool:
    """Return or sign off: only the supervisor it names, never for oneself.

    Neither a superuser nor a coordinator signs for an instructor.
    """
    if not user.is_active:
        return False
    if session.student_id == user.pk:
        return False
    if not session.supervisor.is_active:
        return False
    return session.supervisor.user_id == user.pk


def can_sign_off(user: Actor, session: ClinicSession) -> bool:
    return can_review(user, session)


def can_return(user: Actor, session: ClinicSession) -> bool:
    return can_review(user, session)


def can_void(user: Actor, session: ClinicSession) -> bool:
    """The coordinator, or the instructor who signed; never for one's own hours."""
    if not user.is_active:
        return False
    if session.student_id == user.pk:
        return False
    return is_coordinator(user) or session.supervisor.user_id == user.pk


def can_credit(user: Actor, enrollment: Enrollment) -> bool:
    """Post hours from a paper, or take such hours back: the coordinator; never one's own."""
    if not user.is_active:
        return False
    if enrollment.student_id == user.pk:
        return False
    return is_coordinator(user)
