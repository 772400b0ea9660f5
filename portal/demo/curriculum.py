"""What the school teaches and requires: standards, programs, courses, published requirement sets."""

import datetime

from courses.curriculum.models import Course, CurriculumLine, Program
from courses.requirements.models import RequirementSet
from courses.requirements.services.requirement_sets import create_edition, publish
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR
from courses.standards.models import SubjectArea
from courses.standards.services.standards import in_minutes, load_standards, load_subject_areas

from .composition import text


def load_curriculum(now: datetime.datetime) -> dict[str, RequirementSet]:
    """Return each program's first requirement set by the program's slug, creating missing ones."""
    curriculum = text("curriculum")
    standards = load_standards()
    load_subject_areas(curriculum["subject_areas"], curriculum["subject_areas_es"])
    areas = {area.slug: area for area in SubjectArea.objects.all()}
    return {row["slug"]: _program(row, areas, standards, now) for row in curriculum["programs"]}


def _program(row: dict, areas: dict, standards: dict, now: datetime.datetime) -> RequirementSet:
    courses, requirement_set = row.pop("courses"), row.pop("requirement_set")
    row["standard"] = standards.get(row.get("standard"))
    program, made = Program.objects.get_or_create(slug=row["slug"], defaults=row)
    if made:
        for order, course in enumerate(courses):
            _course(program, course, areas, order)
    return program.requirement_sets.filter(edition=1).first() or _requirement_set(
        program, requirement_set, now
    )


def _course(program: Program, row: dict, areas: dict[str, SubjectArea], order: int) -> None:
    course, _ = Course.objects.get_or_create(
        code=row["code"],
        defaults={
            "title": row["title"],
            "title_es": row["title_es"],
            "subject_area": areas[row["area"]],
            "minutes": row["hours"] * MINUTES_PER_HOUR,
            "summary": row["summary"],
            "summary_es": row["summary_es"],
        },
    )
    CurriculumLine.objects.create(
        program=program, course=course, term=row["term"], sort_order=order
    )


def _requirement_set(program: Program, row: dict, now: datetime.datetime) -> RequirementSet:
    lines = [in_minutes(line) for line in row.pop("requirements")]
    return publish(create_edition(program, requirements=lines, **in_minutes(row)), now=now)
