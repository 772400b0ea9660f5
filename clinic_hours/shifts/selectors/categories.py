"""READ: what a shift can count toward."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.models import Enrollment
from courses.requirements.models import Requirement, RequirementSet

STUDYING = (Enrollment.Status.ACTIVE, Enrollment.Status.ON_LEAVE)


def categories_in_use() -> dict[str, str]:
    """Return {category: name} of the requirements in use. Where editions differ, the newest one names it."""
    return newest_names(Requirement.objects.filter(requirement_set__in=sets_in_use()))


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
    return newest_names(Requirement.objects.filter(category__in=categories))


def newest_names(requirements: QuerySet[Requirement]) -> dict[str, str]:
    """Return {category: name}, each from the requirement set that was published last. Drafts name nothing."""
    published = requirements.exclude(requirement_set__published_at=None)
    newest_first = published.order_by(
        "-requirement_set__published_at", "-requirement_set__edition", "sort_order", "pk"
    )
    names: dict[str, str] = {}
    for row in newest_first:
        names.setdefault(row.category, row.shown_name)
    return names
