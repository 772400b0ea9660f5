"""READ: what a shift can count toward."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.models import Enrollment
from courses.requirements.models import Requirement, RequirementSet

STUDYING = (Enrollment.Status.ACTIVE, Enrollment.Status.ON_LEAVE)


def categories_in_use() -> dict[str, str]:
    """Return {category: name} of the requirements in use. Where editions differ, the newest one names it."""
    rows = Requirement.objects.filter(requirement_set__in=sets_in_use())
    rows = rows.order_by("requirement_set__edition", "-sort_order", "-pk")
    newest_first = reversed(rows)
    return {row.category: row.shown_name for row in newest_first}


def sets_in_use() -> QuerySet[RequirementSet]:
    """Return the editions that students are enrolled under, and the newest one of each program."""
    published = RequirementSet.objects.exclude(published_at=None)
    newer = published.filter(program=OuterRef("program"), edition__gt=OuterRef("edition"))
    enrolled = Enrollment.objects.filter(requirement_set=OuterRef("pk"), status__in=STUDYING)
    newest = Q(~Exists(newer), program__retired_on=None)
    return published.filter(newest | Q(Exists(enrolled)))


def names_of(categories: Collection[str]) -> Mapping[str, str]:
    """Return {category: the name in the newest requirement set that has it}, also of those out of use."""
    if not categories:
        return {}
    rows = Requirement.objects.filter(category__in=categories).order_by("pk")
    return {row.category: row.shown_name for row in rows}
