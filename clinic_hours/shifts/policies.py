"""Who may plan shifts, book places and take duties.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import can_run_the_office
from home.core.models.actors import Actor

from .models import Place


def can_plan(user: Actor) -> bool:
    """Coordinators plan shifts, assign students and instructors, and cancel."""
    return can_run_the_office(user)


def can_book_for(user: Actor, enrollment: Enrollment) -> bool:
    """Students book for themselves."""
    if not user.is_active:
        return False
    return enrollment.student_id == user.pk


def can_answer_for(user: Actor, place: Place) -> bool:
    """Only the student gives up a place or answers an offer. The office takes someone off with a reason."""
    if not user.is_active:
        return False
    return place.student_id == user.pk
