"""READ: what a shift can count toward."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clinic_hours.people.models import Enrollment
from courses.requirements.models import Requirement, RequirementSet

STUDYING = (Enrollment.Status.ACTIVE, Enrollment.Status.ON_LEAVE)


def categories_in_use() -> dict[str, str]:
    """Return {category: name} of the requirements in use."""
    return usual_names(Requirement.objects.filter(requirement_set__in=sets_in_use()))


def sets_in_use() -> QuerySet[RequirementSet]:
    """Return the editions that students are enrolled under, and the newest one of each program."""
    published = RequirementSet.objects.exclude(published_at=None)
    newer = published.filter(program=OuterRef("program"), edition__gt=OuterRef("edition"))
    enrolled = Enrollment.objects.filter(requirement_set=OuterRef("pk"), status__in=STUDYING)
    newest = Q(~Exists(newer), program__retired_on=None)
    return published.filter(newest | Q(Exists(enrolled)))


def names_of(categories: Collection[str]) -> Mapping[str, str]:
    """Return {category: its name}, also of those out of use."""
    if not categories:
        return {}
    return usual_names(Requirement.objects.filter(category__in=categories))


def usual_names(requirements: QuerySet[Requirement]) -> dict[str, str]:
    """Return {category: name}: as in the program with most students, and there in what was published last.

    Drafts name nothing.
    """
    published = requirements.exclude(requirement_set__published_at=None)
    newest_first = ("-requirement_set__published_at", "-requirement_set__edition")
    usual_first = published.annotate(students=students_of_program()).order_by(
        "-students", *newest_first, "sort_order", "pk"
    )
    names: dict[str, str] = {}
    for row in usual_first:
        names.setdefault(row.category, row.shown_name)
    return names


def students_of_program() -> Coalesce:
    """Return how many study in the program of a requirement."""
    theirs = Enrollment.objects.filter(
        requirement_set__program=OuterRef("requirement_set__program"), status__in=STUDYING
    ).order_by()
    counted = theirs.values("requirement_set__program").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)
