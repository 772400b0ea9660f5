"""Who has which role in the office, and what a role allows.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from home.core.models.actors import Actor, Person

from .models import OfficeRole


def is_coordinator(user: Actor) -> bool:
    return office_role_of(user) == OfficeRole.Role.COORDINATOR


def office_role_of(user: Actor) -> str | None:
    if not user.is_active:
        return None
    role = getattr(user, "office_role", None)
    return role.role if role else None


def title_of(user: Actor) -> str:
    """Return the title under which a member of the office signs, or an empty string."""
    role = getattr(user, "office_role", None)
    return role.title if role else ""


def can_read_the_record(user: Actor) -> bool:
    """Coordinators and auditors may read everyone's hours and the state of the ledger."""
    return office_role_of(user) is not None


def can_run_the_office(user: Actor) -> bool:
    """Coordinators manage cohorts, sites, supervisors, roles and enrollments, but cannot change hours."""
    if not user.is_active:
        return False
    return user.is_superuser or is_coordinator(user)


def can_deactivate(user: Actor, person: Person) -> bool:
    """The office may, but nobody their own account, and only superusers that of a superuser."""
    if not can_run_the_office(user) or person.pk == user.pk:
        return False
    return user.is_superuser or not person.is_superuser
