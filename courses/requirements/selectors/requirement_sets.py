"""READ: the clinic requirements in force, and whether a program's courses agree with them."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from wagtail.models import Page

from courses.curriculum.models import Course, Program
from courses.requirements.models import Requirement, RequirementSet
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR, kept_minutes

PAGES_TOLD = 20


def _published() -> QuerySet[RequirementSet]:
    return RequirementSet.objects.exclude(published_at=None).order_by("-edition")


def current_requirement_set(program: Program) -> RequirementSet | None:
    """Return the newest published edition; None if none is published."""
    return _published().filter(program=program).first()


@dataclass(frozen=True, slots=True)
class Gate:
    """What must come first: a whole requirement, or a number of its minutes."""

    name: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class ClinicLine:
    """A requirement, its share of the longest one in its set (0 to 1), and its gates."""

    requirement: Requirement
    share: float
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class ClinicRequirements:
    """The edition in force and its requirements."""

    requirement_set: RequirementSet
    lines: tuple[ClinicLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.requirement.minutes for line in self.lines)

    @property
    def real_minutes(self) -> int:
        return self.requirement_set.in_real_minutes(self.minutes)


def clinic_requirements(program: Program) -> ClinicRequirements | None:
    """Return the requirements that the tracker enforces for new students, in one query."""
    current = _published().filter(program=program).values("pk")[:1]
    rows = list(
        Requirement.objects.filter(requirement_set=Subquery(current))
        .select_related("requirement_set")
        .annotate(gate=F("gates__after"), gate_minutes=F("gates__after_minutes"))
        .order_by("sort_order", "pk", "gates__pk")  # a requirement with two gates appears twice
    )
    if not rows:
        return None
    longest = max(row.minutes for row in rows) or 1
    names = {row.pk: row.shown_name for row in rows}
    lines = [
        _clinic_line(list(group), longest, names)
        for _, group in groupby(rows, key=lambda row: row.pk)
    ]
    return ClinicRequirements(rows[0].requirement_set, tuple(lines))


def _clinic_line(rows: list, longest: int, names: dict[int, str]) -> ClinicLine:
    gates = [Gate(names[row.gate], row.gate_minutes) for row in rows if row.gate]
    return ClinicLine(rows[0], rows[0].minutes / longest, tuple(gates))


def clinic_minutes(program: OuterRef) -> Subquery:
    """Return the clinic hours of a program's edition in force, in sixtieths, as an expression.

    It looks at one program's editions at a time: with a subquery over every edition's successor, PostgreSQL
    took seconds for a hundred programs.
    """
    editions = _published().filter(program=program)
    return Subquery(editions.annotate(total=Sum("requirements__minutes")).values("total")[:1])


def clinic_clock_hour(program: OuterRef) -> Subquery:
    """Return the minutes in a clinic hour of the program's edition in force, as an expression."""
    return Subquery(_published().filter(program=program).values("minutes_per_clock_hour")[:1])


def clinic_courses(program: Program) -> QuerySet[Course]:
    """Return a program's courses whose hours instructors sign."""
    return Course.objects.filter(curriculum_lines__program=program, subject_area__is_clinical=True)


@dataclass(frozen=True, slots=True)
class ClinicGap:
    """The hours of the clinic courses and of an edition, in the program's own clock hours."""

    taught: int
    asked: int


def clinic_gap(program: Program, edition: RequirementSet | None = None) -> ClinicGap | None:
    """Return how the clinic courses and an edition (by default the one in force) disagree.

    None if they agree, or if the program has no clinic course or no edition.
    """
    edition = edition or current_requirement_set(program)
    if edition is None:
        return None
    taught = clinic_courses(program).aggregate(sum=Sum("minutes"))["sum"]
    asked = edition.requirements.aggregate(sum=Sum("minutes"))["sum"]
    if not taught or not asked:
        return None
    hour = program.standard.minutes_per_clock_hour if program.standard else MINUTES_PER_HOUR
    asked = kept_minutes(edition.in_real_minutes(asked), hour)
    return None if taught == asked else ClinicGap(taught, asked)


def pages_that_name(hours: str) -> list[Page]:
    """Return the live pages whose own text mentions a figure, found with the site search."""
    return list(Page.objects.live().search(hours)[:PAGES_TOLD])
