"""Who has which role in the office, and what a role allows.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from home.core.models.actors import Actor, Person
from home.core.school_time import today

from .models import Enrollment, OfficeRole


def is_coordinator(user: Actor) -> bool:
    return office_role_of(user) == OfficeRole.Role.COORDINATOR


def is_auditor(user: Actor) -> bool:
    return office_role_of(user) == OfficeRole.Role.AUDITOR


def office_role_of(user: Actor) -> str | None:
    role = role_in_force(user)
    return role.role if role else None


def role_in_force(user: Actor) -> OfficeRole | None:
    """Return the office role that a person has today, by the school's calendar."""
    if not user.is_active:
        return None
    role = getattr(user, "office_role", None)
    return role if role and role.is_in_force(today()) else None


def title_of(user: Actor) -> str:
    """Return the title under which a member of the office signs, or an empty string."""
    role = getattr(user, "office_role", None)
    return role.title if role else ""


def can_read_the_record(user: Actor) -> bool:
    """Coordinators and auditors may read hours that the office opened to them, and the ledger's state."""
    return office_role_of(user) is not None


def can_read_the_whole_record(user: Actor) -> bool:
    """Coordinators and auditors without a limit may read everyone's hours."""
    role = role_in_force(user)
    return role is not None and not role.is_limited


def can_read_the_record_of(user: Actor, enrollment: Enrollment) -> bool:
    """Whether the office opened this enrollment's record to a person."""
    role = role_in_force(user)
    return role is not None and role.opens(enrollment.cohort)


def can_ask_for_the_name(user: Actor, enrollment: Enrollment) -> bool:
    """Auditors may ask for the names in the records opened to them. Everyone else sees names anyway."""
    return is_auditor(user) and can_read_the_record_of(user, enrollment)


def can_run_the_office(user: Actor) -> bool:
    """Coordinators manage cohorts, sites, supervisors, roles and enrollments, but cannot change hours."""
    if not user.is_active:
        return False
    return user.is_superuser or is_coordinator(user)


def can_correct_the_name(user: Actor, person: Person) -> bool:
    """The office may, but only superusers that of a superuser. Everybody may change their own."""
    if not can_run_the_office(user):
        return False
    return user.is_superuser or not person.is_superuser


def can_deactivate(user: Actor, person: Person) -> bool:
    """The office may, but nobody their own account, and only superusers that of a superuser."""
    if not can_run_the_office(user) or person.pk == user.pk:
        return False
    return user.is_superuser or not person.is_superuser
