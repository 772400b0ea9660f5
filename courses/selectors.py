"""READ: a program's curriculum against its standard, and the requirements in force."""

from dataclasses import dataclass

from django.db.models import F, Min, OuterRef, QuerySet, Subquery, Sum

from courses.models import (
    CurriculumLine,
    LicensingStandard,
    Program,
    Requirement,
    RequirementSet,
    StandardSubject,
)


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject: what the program teaches and what the standard asks for, in minutes."""

    name: str
    minutes: int
    minimum: int | None  # None: the standard sets nothing for this subject
    is_clinical: bool
    remarks: str = ""

    @property
    def short_by(self) -> int:
        return max((self.minimum or 0) - self.minutes, 0)

    @property
    def meets(self) -> bool:
        return not self.short_by


@dataclass(frozen=True, slots=True)
class Curriculum:
    """A program's hours by subject, in the standard's order, then in the program's own."""

    lines: tuple[SubjectLine, ...]
    standard: LicensingStandard | None

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def longest(self) -> int:
        """Return the longest line, taught or asked for, which a drawing takes as its whole."""
        return max((max(line.minutes, line.minimum or 0) for line in self.lines), default=0)

    @property
    def short_by(self) -> int:
        """Return how much the whole lacks against the standard's total; 0 where it is unknown."""
        least = self.standard.minutes if self.standard else None
        return max((least or 0) - self.minutes, 0)

    @property
    def meets(self) -> bool:
        return not self.short_by and all(line.meets for line in self.lines)


def curriculum(program: Program) -> Curriculum:
    """Return the program's subjects against its standard, in two queries."""
    taught = {row["area"]: row for row in _taught(program)}
    asked = {row.subject_area_id: row for row in _asked(program)}
    names = {pk: row.subject_area for pk, row in asked.items()}
    lines = [
        SubjectLine(
            name=names[pk].name if pk in names else taught[pk]["name"],
            minutes=taught[pk]["minutes"] if pk in taught else 0,
            minimum=asked[pk].minutes if pk in asked else None,
            is_clinical=names[pk].is_clinical if pk in names else taught[pk]["clinical"],
            remarks=asked[pk].remarks if pk in asked else "",
        )
        for pk in [*asked, *(pk for pk in taught if pk not in asked)]
    ]
    return Curriculum(tuple(lines), program.standard)


def _taught(program: Program):
    area = "course__subject_area"
    return (
        CurriculumLine.objects.filter(program=program)
        .order_by()
        .values(area=F(area), name=F(f"{area}__name"))
        .annotate(clinical=F(f"{area}__is_clinical"), minutes=Sum("course__minutes"))
        .annotate(first=Min("pk"))
        .order_by("first")
    )


def _asked(program: Program) -> QuerySet[StandardSubject]:
    subjects = StandardSubject.objects.filter(standard=program.standard_id)
    return subjects.select_related("subject_area").order_by("sort_order", "pk")


def _published() -> QuerySet[RequirementSet]:
    return RequirementSet.objects.exclude(published_at=None).order_by("-edition")


def current_requirement_set(program: Program) -> RequirementSet | None:
    """Return the newest published edition; None where none is published."""
    return _published().filter(program=program).first()


@dataclass(frozen=True, slots=True)
class ClinicRequirements:
    """The edition in force and its lines, with gates and what they wait for already fetched."""

    requirement_set: RequirementSet
    lines: tuple[Requirement, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)


def clinic_requirements(program: Program) -> ClinicRequirements | None:
    """Return the requirements that the tracker enforces for new students, in two queries."""
    current = _published().filter(program=program).values("pk")[:1]
    lines = tuple(
        Requirement.objects.filter(requirement_set=Subquery(current))
        .select_related("requirement_set")
        .prefetch_related("gates__after")
        .order_by("sort_order", "pk")
    )
    return ClinicRequirements(lines[0].requirement_set, lines) if lines else None


def taught_minutes(program: OuterRef) -> Subquery:
    """Return the length of a program as an expression, for lists of many."""
    lines = CurriculumLine.objects.filter(program=program).order_by().values("program")
    return Subquery(lines.annotate(minutes=Sum("course__minutes")).values("minutes"))


def clinic_minutes(program: OuterRef) -> Subquery:
    """Return the clinic hours of a program's edition in force, in minutes, as an expression."""
    current = _published().filter(program=OuterRef("requirement_set__program")).values("pk")[:1]
    lines = Requirement.objects.filter(
        requirement_set__program=program, requirement_set=Subquery(current)
    )
    totals = lines.order_by().values("requirement_set").annotate(total=Sum("minutes"))
    return Subquery(totals.values("total"))
