"""Who arranges appointments, and who sees what clients said.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.people.policies import can_run_the_office
from home.core.models.actors import Actor, Person


def can_arrange(user: Actor) -> bool:
    """Only the office knows clients' names, calls them and gives them a time."""
    return can_run_the_office(user)


def can_read_feedback_about(user: Actor, student: Person) -> bool:
    """The office, and students what was said about themselves."""
    if not user.is_active:
        return False
    return can_run_the_office(user) or user.pk == student.pk
