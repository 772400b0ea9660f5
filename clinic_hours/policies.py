"""Who may do what. Each is a ladder of early refusals that ends in one positive line: it fails closed.

They ask about people and roles. Whether a step is possible now is the state table's answer.
"""

from clinic_hours.models import ClinicSession, Enrollment, OfficeRole


def is_coordinator(user) -> bool:
    return office_role_of(user) == OfficeRole.Role.COORDINATOR


def is_auditor(user) -> bool:
    return office_role_of(user) == OfficeRole.Role.AUDITOR


def office_role_of(user) -> str | None:
    if not user.is_active:
        return None
    role = getattr(user, "office_role", None)
    return role.role if role else None


def can_change(user, session: ClinicSession) -> bool:
    """Correct, submit, take back or discard: only the student whose session it is."""
    if not user.is_active:
        return False
    return session.student_id == user.pk


def can_review(user, session: ClinicSession) -> bool:
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


def can_sign_off(user, session: ClinicSession) -> bool:
    return can_review(user, session)


def can_return(user, session: ClinicSession) -> bool:
    return can_review(user, session)


def can_void(user, session: ClinicSession) -> bool:
    """The coordinator, or the instructor who signed; never for one's own hours."""
    if not user.is_active:
        return False
    if session.student_id == user.pk:
        return False
    return is_coordinator(user) or session.supervisor.user_id == user.pk


def can_credit(user, enrollment: Enrollment) -> bool:
    """Post hours from a paper, or take such hours back: the coordinator; never one's own."""
    if not user.is_active:
        return False
    if enrollment.student_id == user.pk:
        return False
    return is_coordinator(user)


def can_issue_transcripts(user, enrollment: Enrollment) -> bool:
    """Issue and revoke: the coordinator; never for oneself."""
    return can_credit(user, enrollment)


def can_read_transcripts(user, enrollment: Enrollment) -> bool:
    """Download: the student their own; the coordinator and the auditor everyone's."""
    if not user.is_active:
        return False
    return enrollment.student_id == user.pk or can_read_the_record(user)


def can_read_the_record(user) -> bool:
    """Read everyone's hours and the ledger's state: the coordinator and the auditor."""
    return office_role_of(user) is not None


def can_run_the_office(user) -> bool:
    """Keep cohorts, sites, supervisors, roles and enrollments. It opens no one's hours to a change."""
    if not user.is_active:
        return False
    return user.is_superuser or is_coordinator(user)
