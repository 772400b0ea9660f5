"""Which desks a person has, the two counts that their navigation shows, and the admin: one query."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from clinic_hours.domain.states import State
from clinic_hours.models import ClinicSession, Enrollment, OfficeRole, Supervisor


class Role(StrEnum):
    STUDENT = "student"
    INSTRUCTOR = "instructor"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


# A badge says "99+": counting stops there, whatever waits.
COUNT_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Desks:
    """A person's roles, in the order in which their desks are offered, and what waits on them."""

    roles: tuple[Role, ...] = ()
    waiting: int = 0
    returned: int = 0
    enters_admin: bool = False


def desks_of(user) -> Desks:
    """Return the desks of a signed-in person; no roles, no desks."""
    found = (
        get_user_model()
        .objects.filter(pk=user.pk)
        .values_list(
            Exists(Enrollment.objects.filter(student=OuterRef("pk"))),
            Exists(Supervisor.objects.filter(user=OuterRef("pk"), is_active=True)),
            Subquery(OfficeRole.objects.filter(user=OuterRef("pk")).values("role")[:1]),
            count_of(
                ClinicSession.objects.filter(
                    supervisor__user=OuterRef("pk"), status=State.SUBMITTED
                )
            ),
            count_of(ClinicSession.objects.filter(student=OuterRef("pk"), status=State.RETURNED)),
            Exists(permissions_to_enter_admin()),
        )
    )
    student, instructor, office, waiting, returned, permitted = found.get()
    roles = [role for role, has in ((Role.STUDENT, student), (Role.INSTRUCTOR, instructor)) if has]
    if office:
        roles.append(Role(office))
    enters_admin = permitted or user.is_superuser or office == OfficeRole.Role.COORDINATOR
    return Desks(tuple(roles), waiting, returned, enters_admin)


def permissions_to_enter_admin():
    """Select what opens the admin to the person of the outer query.

    `has_perm` gives the same answer but costs three queries, on every page of a desk.
    """
    held = Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))
    return Permission.objects.filter(
        held, content_type__app_label="wagtailadmin", codename="access_admin"
    )


def count_of(sessions) -> Coalesce:
    """Count rows as a scalar, no further than the badge shows."""
    counted = sessions.order_by().values("pk")[:COUNT_LIMIT]
    return Coalesce(CountRows(counted), Value(0))


class CountRows(Subquery):
    """`(SELECT COUNT(*) FROM (…))`: Django's own aggregates cannot count a limited subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"

    def __init__(self, queryset, **extra):
        super().__init__(queryset, output_field=Count("*").output_field, **extra)
