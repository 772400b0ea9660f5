"""Who holds which role in the office, and what a role opens.

Each is a ladder of early refusals that ends in one positive line: it fails closed.
"""

from home.core.models.actors import Actor

from .models import OfficeRole


def is_coordinator(user: Actor) -> bool:
    return office_role_of(user) == OfficeRole.Role.COORDINATOR


def is_auditor(user: Actor) -> bool:
    return office_role_of(user) == OfficeRole.Role.AUDITOR


def office_role_of(user: Actor) -> str | None:
    if not user.is_active:
        return None
    role = getattr(user, "office_role", None)
    return role.role if role else None


def can_read_the_record(user: Actor) -> bool:
    """Read everyone's hours and the ledger's state: the coordinator and the auditor."""
    return office_role_of(user) is not None


def can_run_the_office(user: Actor) -> bool:
    """Keep cohorts, sites, supervisors, roles and enrollments. It opens no one's hours to a change."""
    if not user.is_active:
        return False
    return user.is_superuser or is_coordinator(user)
