"""A person's desks, the counts in their navigation, and access to the admin, in one query.

Wings above register which rows give a person a desk and which rows are counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from home.core.fields.telephone import phone_url
from home.core.models.actors import Person
from home.core.school_time import today
from home.core.selectors.prepared import Given, Prepared
from home.site.models import SiteSettings


class Role(StrEnum):
    """Whose desk it is, in the order in which desks are offered."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


# A badge says "99+", so counting stops there.
COUNT_LIMIT = 100

SCHOOL = ("legal_name", "name", "address", "email", "phone")

# Rows of the outer query's user, OuterRef("pk"). Who has a desk may depend on the day.
DESKS: dict[Role, Callable[[], QuerySet]] = {}
COUNTED: dict[str, QuerySet] = {}
COMPUTED: dict[str, Callable[[Person], int]] = {}


def open_desk(role: Role, rows: Callable[[], QuerySet]) -> None:
    """Give a desk to each user who has one of the rows. Called while Django starts."""
    DESKS[role] = rows


def show_count(name: str, rows: QuerySet) -> None:
    """Count a user's rows for a link in the navigation. Called while Django starts."""
    COUNTED[name] = rows


def compute_count(name: str, count: Callable[[Person], int]) -> None:
    """Show a number that no query counts for a link in the navigation. Called while Django starts."""
    COMPUTED[name] = count


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The school, as the top of a printed page says it."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Desks:
    """A person's roles, in the order in which desks are offered, with what the frame of their pages shows."""

    roles: tuple[Role, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    enters_admin: bool = False
    letterhead: Letterhead = Letterhead()
    contact: str = ""  # a link to the clinic office, if the school gives one


def desks_of(user: Person) -> Desks:
    """Return the desks of a signed-in person, none without a role."""
    found = answers_about(user)
    roles = tuple(role for role in Role if found.get(f"desk_{role}"))
    return Desks(
        roles=roles,
        counts={name: found[f"count_{name}"] for name in COUNTED},
        enters_admin=bool(found["permitted"]) or user.is_superuser or Role.COORDINATOR in roles,
        letterhead=Letterhead(
            name=found["school_legal_name"] or found["school_name"] or settings.SITE_NAME,
            address=", ".join((found["school_address"] or "").splitlines()),
        ),
        contact=contact_link(found["school_email"], found["school_phone"]),
    )


def contact_link(email: str | None, phone: str | None) -> str:
    if email:
        return f"mailto:{email}"
    return phone_url(phone) if phone else ""


def answers_about(user: Person) -> Mapping[str, Any]:
    names, asked = asked_on(today())
    [answers] = asked.rows(user=user.pk)
    return dict(zip(names, answers, strict=True))


@lru_cache(maxsize=1)
def asked_on(_day: date) -> tuple[Sequence[str], Prepared]:
    """Return the columns and the query. Whose desk it is may depend on the day, so it is kept for one."""
    asked: dict[str, Any] = {
        **{f"desk_{role}": Exists(rows()) for role, rows in DESKS.items()},
        **{f"count_{name}": count_of(rows) for name, rows in COUNTED.items()},
        "permitted": Exists(permissions_to_enter_admin()),
        **{f"school_{name}": Subquery(school().values(name)[:1]) for name in SCHOOL},
    }
    one = get_user_model().objects.order_by().filter(pk=Given("user"))
    return list(asked), Prepared(lambda: one.values_list(*asked.values()))


def school() -> QuerySet[SiteSettings]:
    return SiteSettings.objects.filter(site__is_default_site=True)


def permissions_to_enter_admin() -> QuerySet[Permission]:
    """Return the permissions that let the outer query's user into the admin.

    `has_perm` gives the same answer but takes three queries on every desk page.
    """
    held = Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))
    return Permission.objects.filter(
        held, content_type__app_label="wagtailadmin", codename="access_admin"
    )


def count_of(sessions: QuerySet) -> Coalesce:
    """Return the number of rows as a scalar, counting only as far as the badge shows."""
    counted = sessions.order_by().values("pk")[:COUNT_LIMIT]
    return Coalesce(CountRows(counted), Value(0))


class CountRows(Subquery):
    """`(SELECT COUNT(*) FROM (…))`: Django's aggregates cannot count a limited subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"

    def __init__(self, queryset: QuerySet, **extra: Any) -> None:
        super().__init__(queryset, output_field=Count("*").output_field, **extra)
