"""READ: a program's hours by subject, compared with its licensing standard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from courses.curriculum.models import Course, CurriculumLine, Program
from courses.curriculum.models.curriculum import SubjectArea
from courses.standards.models import LicensingStandard, StandardSubject


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject: the minutes the program teaches and the standard requires.

    `share` is its length relative to the program's longest subject, from 0 to 1.
    """

    area: SubjectArea
    minutes: int
    minimum: int | None  # None: the standard sets no minimum for this subject
    share: float = 0
    remarks: str = ""
    remarks_language: str = ""

    @property
    def short_by(self) -> int:
        return max((self.minimum or 0) - self.minutes, 0)


@dataclass(frozen=True, slots=True)
class Curriculum:
    """A program's hours by subject, in the standard's order, then in the program's own."""

    lines: tuple[SubjectLine, ...]
    courses: tuple[Any, ...]  # curriculum lines, with any requested columns
    standard: LicensingStandard | None

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)


def curriculum(program: Program, **columns: Subquery) -> Curriculum:
    """Return the program's subjects compared with its standard, in two queries.

    `columns` are extra expressions to annotate on each line of `courses`.
    """
    lines_of = program.curriculum.select_related("course__subject_area").annotate(**columns)
    courses = tuple(lines_of)
    taught = _by_subject(line.course for line in courses)
    asked = {row.subject_area: row for row in _asked(program)}
    longest = max(taught.values(), default=1)
    lines = [
        SubjectLine(
            area=area,
            minutes=taught.get(area, 0),
            minimum=asked[area].minutes if area in asked else None,
            share=taught.get(area, 0) / longest,
            remarks=asked[area].shown_remarks if area in asked else "",
            remarks_language=asked[area].remarks_language if area in asked else "",
        )
        for area in [*asked, *(area for area in taught if area not in asked)]
    ]
    return Curriculum(tuple(lines), courses, program.standard)


def _by_subject(courses: Iterable[Course]) -> dict[SubjectArea, int]:
    taught: dict[SubjectArea, int] = {}
    for course in courses:
        taught[course.subject_area] = taught.get(course.subject_area, 0) + course.minutes
    return taught


def _asked(program: Program) -> QuerySet[StandardSubject]:
    subjects = StandardSubject.objects.filter(standard=program.standard_id)
    return subjects.select_related("subject_area").order_by("sort_order", "pk")


def taught_minutes(program: OuterRef) -> Subquery:
    """Return a program's length as an expression, for lists of programs."""
    lines = CurriculumLine.objects.filter(program=program).order_by().values("program")
    return Subquery(lines.annotate(minutes=Sum("course__minutes")).values("minutes"))
