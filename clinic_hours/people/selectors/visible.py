"""Who sees which enrollments, and who opened them: students their own, coordinators and auditors all.

Wings above register who else sees an enrollment, such as the instructor who supervised it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Q, QuerySet, Subquery

from clinic_hours.people.models import Enrollment, RecordRead, Supervisor
from clinic_hours.people.policies import can_read_the_record
from home.core.models.actors import Actor

ALSO_SHOWN: list[Callable[[Any], Exists]] = []


def show_enrollments(where: Callable[[Any], Exists]) -> None:
    """Also show a person the enrollments that match `where(user)`. Called while Django starts."""
    ALSO_SHOWN.append(where)


def supervisor_of(user: Actor) -> Subquery:
    """Return the person's supervisor id as a subquery, which lets an index start with it."""
    return Subquery(Supervisor.objects.filter(user=user.pk).order_by().values("pk")[:1])


def enrollments_visible_to(user: Actor) -> QuerySet[Enrollment]:
    if not user.is_active:
        return Enrollment.objects.none()
    if can_read_the_record(user):
        return Enrollment.objects.all()
    shown = Q(student=user)
    for where in ALSO_SHOWN:
        shown |= Q(where(user))
    return Enrollment.objects.filter(shown)


def reads_visible_to(user: Actor) -> QuerySet[RecordRead]:
    """Return who opened a student's own record, or anyone's for coordinators and auditors."""
    if not user.is_active:
        return RecordRead.objects.none()
    if can_read_the_record(user):
        return RecordRead.objects.all()
    return RecordRead.objects.filter(enrollment__student=user)
