"""READ: what a shift can count toward."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clinic_hours.people.models import Enrollment
from courses.requirements.models import Requirement, RequirementSet

STUDYING = (Enrollment.Status.ACTIVE, Enrollment.Status.ON_LEAVE)


def categories_in_use() -> dict[str, str]:
    """Return {category: name} of the requirements in use."""
    return chosen_names(Requirement.objects.filter(requirement_set__in=sets_in_use()))


def sets_in_use() -> QuerySet[RequirementSet]:
    """Return the editions that students are enrolled under, and the newest one of each program."""
    published = RequirementSet.objects.exclude(published_at=None)
    newer = published.filter(program=OuterRef("program"), edition__gt=OuterRef("edition"))
    enrolled = Enrollment.objects.filter(requirement_set=OuterRef("pk"), status__in=STUDYING)
    newest = Q(~Exists(newer), program__retired_on=None)
    return published.filter(newest | Q(Exists(enrolled)))


def names_of(categories: Collection[str]) -> Mapping[str, str]:
    """Return {category: name}, also of those out of use."""
    if not categories:
        return {}
    return chosen_names(Requirement.objects.filter(category__in=categories))


def chosen_names(requirements: QuerySet[Requirement]) -> dict[str, str]:
    """Return {category: name}, as most students know it.

    Where programs differ, the one with the most students names it, and where its editions differ, the one
    that was published last. Drafts name nothing.
    """
    published = requirements.exclude(requirement_set__published_at=None)
    best_first = published.annotate(students=students_of_the_program()).order_by(
        *("-students", "-requirement_set__published_at", "-requirement_set__edition"),
        *("sort_order", "pk"),
    )
    names: dict[str, str] = {}
    for row in best_first:
        names.setdefault(row.category, row.shown_name)
    return names


def students_of_the_program() -> Coalesce:
    program = "requirement_set__program"
    studying = Enrollment.objects.filter(**{program: OuterRef(program)}, status__in=STUDYING)
    counted = studying.order_by().values(program).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
