"""Who sees which enrollments, and who opened them: students their own, coordinators all, auditors those
that the office opened to them.

Wings above register who else sees an enrollment, such as the instructor who supervised it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Exists, Model, Q, QuerySet, Subquery

from clinic_hours.people.models import Enrollment, NameDisclosure, RecordRead, Supervisor
from clinic_hours.people.policies import can_read_the_whole_record, role_in_force
from home.core.models.actors import Actor

Row = TypeVar("Row", bound=Model)
ALSO_SHOWN: list[Callable[[Any], Exists]] = []


def show_enrollments(where: Callable[[Any], Exists]) -> None:
    """Also show a person the enrollments that match `where(user)`. Called while Django starts."""
    ALSO_SHOWN.append(where)


def supervisor_of(user: Actor) -> Subquery:
    """Return the id of a person who supervises now as a subquery, which lets an index start with it.

    Who no longer supervises sees no records. What they signed stays in them.
    """
    supervising = Supervisor.objects.filter(user=user.pk, is_active=True)
    return Subquery(supervising.order_by().values("pk")[:1])


def opened_to(user: Actor, path: str = "") -> Q:
    """Match what the office opened to a person: programs, cohorts, or nothing.

    `path` leads from a row to its enrollment, such as "enrollment__". Those who may read the whole record
    are asked for first: an empty Q would match nothing next to another one.
    """
    role = role_in_force(user)
    if role is None or not role.is_limited:
        return Q(pk__in=())
    cohorts, programs = (each.order_by().values("pk") for each in (role.cohorts, role.programs))
    return Q(**{f"{path}cohort__in": cohorts}) | Q(**{f"{path}cohort__program__in": programs})


def enrollments_visible_to(user: Actor) -> QuerySet[Enrollment]:
    if not user.is_active:
        return Enrollment.objects.none()
    if can_read_the_whole_record(user):
        return Enrollment.objects.all()
    shown = Q(student=user) | opened_to(user)
    for where in ALSO_SHOWN:
        shown |= Q(where(user))
    return Enrollment.objects.filter(shown)


def reads_visible_to(user: Actor) -> QuerySet[RecordRead]:
    """Return who opened a student's own record, or the records opened to coordinators and auditors."""
    return about_enrollments(user, RecordRead.objects.all())


def name_disclosures_visible_to(user: Actor) -> QuerySet[NameDisclosure]:
    return about_enrollments(user, NameDisclosure.objects.all())


def about_enrollments(user: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return the rows about a student's own enrollments, or about those opened to the office."""
    if not user.is_active:
        return rows.none()
    if can_read_the_whole_record(user):
        return rows
    return rows.filter(Q(enrollment__student=user) | opened_to(user, "enrollment__"))
