"""Who may plan shifts, book places and take duties.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import can_run_the_office
from home.core.models.actors import Actor

from .models import Cover, Place, ShiftSupervisor


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


def can_announce_absence(user: Actor, duty: ShiftSupervisor) -> bool:
    """Instructors say themselves that they can't come. The office takes them off a shift."""
    if not user.is_active:
        return False
    return duty.supervisor.user_id == user.pk


def can_settle(user: Actor, cover: Cover) -> bool:
    """Who takes over a place is agreed by its student, who takes a shift by the office.

    A place that was offered in exchange is settled with the request that it answers.
    """
    if not user.is_active or cover.pair_id:
        return False
    if cover.is_for_instructors:
        return can_plan(user)
    return cover.asked_by_id == user.pk


def can_withdraw(user: Actor, cover: Cover) -> bool:
    """Whoever asked, and for a shift that needs an instructor everyone in the office."""
    if not user.is_active or cover.pair_id:
        return False
    if cover.vacancy_id:
        return can_plan(user)
    return cover.asked_by_id == user.pk
