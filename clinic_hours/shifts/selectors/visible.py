"""Who sees which shifts and places. Every page and export starts here.

Shifts are a timetable: everyone who studies, supervises or reads in the office sees all of them. Who has a
place on one is seen by the student, the shift's instructors, and the office. Who looks for cover is seen by
the students for whom the shift counts, too; an instructor's absence by the instructors who were asked.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import (
    can_read_the_record,
    can_read_the_whole_record,
    can_run_the_office,
)
from clinic_hours.people.selectors.visible import opened_to, supervisor_of
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, CoverAsked, Place, Shift, ShiftSupervisor
from home.core.models.actors import Actor


def shifts_visible_to(user: Actor) -> QuerySet[Shift]:
    if not user.is_active:
        return Shift.objects.none()
    if can_run_the_office(user) or can_read_the_record(user):
        return Shift.objects.all()
    supervises = getattr(user, "supervisor", None)
    if supervises and supervises.is_active:
        return Shift.objects.all()
    studies = Enrollment.objects.filter(student=user.pk)
    return Shift.objects.filter(Exists(studies))


def sees_all_places(user: Actor) -> bool:
    """Whether a student without a place that this person sees has none."""
    if not user.is_active:
        return False
    return can_run_the_office(user) or can_read_the_whole_record(user)


def places_visible_to(user: Actor) -> QuerySet[Place]:
    if not user.is_active:
        return Place.objects.none()
    if sees_all_places(user):
        return Place.objects.all()
    duties = ShiftSupervisor.objects.filter(
        shift=OuterRef("shift"), supervisor=supervisor_of(user), withdrawn_at=None
    )
    return Place.objects.filter(Q(student=user) | Exists(duties) | opened_to(user, "enrollment__"))


def covers_visible_to(user: Actor) -> QuerySet[Cover]:
    if not user.is_active:
        return Cover.objects.none()
    if sees_all_places(user):
        return Cover.objects.all()
    asked = CoverAsked.objects.filter(cover=OuterRef("pk"), person=user.pk)
    studies = Enrollment.objects.filter(
        student=user.pk,
        status=Enrollment.Status.ACTIVE,
        requirement_set__requirements__category=OuterRef("place__shift__category"),
    )
    is_open = Q(state=CoverState.OPEN, place__isnull=False)
    own = Q(asked_by=user.pk) | Q(taken_by=user.pk) | Exists(asked)
    return Cover.objects.filter(own | is_open & Exists(studies))
