"""Who may take which step with a session, or with transfer hours and opening balances.

Each policy fails closed: early refusals, then one positive line at the end. Policies are about
people and roles; the state table says whether a step is possible now.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import is_coordinator
from home.core.models.actors import Actor

from .models import ClinicSession


def can_change(user: Actor, session: ClinicSession) -> bool:
    """Only the session's own student may correct, submit, take back or discard it."""
    if not user.is_active:
        return False
    return session.student_id == user.pk


def can_review(user: Actor, session: ClinicSession) -> bool:
    """Only the supervisor it names may return it or sign it off, and never their own.

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


def can_correct(user: Actor, session: ClinicSession) -> bool:
    """The supervisor it names may correct the times. They count only once the student accepts."""
    return can_review(user, session)


def can_decide(user: Actor, session: ClinicSession) -> bool:
    """The coordinator settles disputes, chooses another instructor and reminds one, but never for
    their own hours.
    """
    if not user.is_active:
        return False
    if session.student_id == user.pk:
        return False
    return is_coordinator(user)


def can_enter(user: Actor, enrollment: Enrollment) -> bool:
    """The coordinator and instructors may enter a session for a student, but never their own."""
    if not user.is_active:
        return False
    if enrollment.student_id == user.pk:
        return False
    return is_coordinator(user) or is_instructor(user)


def is_instructor(user: Actor) -> bool:
    supervisor = getattr(user, "supervisor", None)
    return supervisor is not None and supervisor.is_active


def can_void(user: Actor, session: ClinicSession) -> bool:
    """The coordinator or the instructor who signed may void it, but never their own hours."""
    if not user.is_active:
        return False
    if session.student_id == user.pk:
        return False
    return is_coordinator(user) or session.supervisor.user_id == user.pk


def can_credit(user: Actor, enrollment: Enrollment) -> bool:
    """The coordinator may post hours from a document or take them back, but never their own."""
    if not user.is_active:
        return False
    if enrollment.student_id == user.pk:
        return False
    return is_coordinator(user)
