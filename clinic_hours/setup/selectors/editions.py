"""The editions of each program, and which one is in force."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from courses.curriculum.models import Program
from courses.requirements.models import RequirementSet


@dataclass(frozen=True, slots=True)
class ProgramEditions:
    """A program's editions, newest first, with their number of enrollments as `enrolled`."""

    program: Program
    editions: tuple[RequirementSet, ...]

    @property
    def current(self) -> RequirementSet | None:
        return next((each for each in self.editions if each.is_published), None)

    @property
    def draft(self) -> RequirementSet | None:
        return next((each for each in self.editions if not each.is_published), None)


def editions_by_program() -> list[ProgramEditions]:
    """Return every program that is still offered, in two queries."""
    editions: dict[int, list[RequirementSet]] = {}
    for edition in editions_with_counts():
        editions.setdefault(edition.program_id, []).append(edition)
    programs = Program.objects.filter(retired_on=None)
    return [ProgramEditions(each, tuple(editions.get(each.pk, ()))) for each in programs]


def editions_with_counts() -> QuerySet[RequirementSet]:
    counted = RequirementSet.objects.annotate(enrolled=Count("enrollments"))
    return counted.select_related("program").order_by("-edition")


def edition_before(edition: RequirementSet) -> RequirementSet | None:
    """Return the published edition that this one follows."""
    earlier = RequirementSet.objects.filter(program=edition.program_id, edition__lt=edition.edition)
    return earlier.exclude(published_at=None).order_by("-edition").first()
