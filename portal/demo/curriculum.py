"""What the school teaches and requires: standards, programs, courses, published requirement sets."""

import datetime

from courses.models import (
    Course,
    CurriculumLine,
    LicensingStandard,
    Program,
    Requirement,
    RequirementGate,
    RequirementSet,
    StandardSubject,
    SubjectArea,
)

from .composition import text

HOUR = 60  # minutes
LENGTHS = ("hours", "clinical_hours", "daily_cap_hours", "weekly_cap_hours")


def load_curriculum(now: datetime.datetime) -> dict[str, RequirementSet]:
    """Return each program's first requirement set by the program's slug, made where missing."""
    curriculum = text("curriculum")
    areas = {row["slug"]: _subject_area(row) for row in curriculum["subject_areas"]}
    standards = {row["slug"]: _standard(row, areas) for row in curriculum["standards"]}
    return {row["slug"]: _program(row, areas, standards, now) for row in curriculum["programs"]}


def _in_minutes(row: dict) -> dict:
    """Return the row with every length in hours as the field of minutes that holds it."""
    return {
        key.replace("hours", "minutes") if key in LENGTHS else key: (
            value * HOUR if key in LENGTHS else value
        )
        for key, value in row.items()
    }


def _subject_area(row: dict) -> SubjectArea:
    return SubjectArea.objects.get_or_create(slug=row["slug"], defaults=row)[0]


def _standard(row: dict, areas: dict[str, SubjectArea]) -> LicensingStandard:
    subjects = row.pop("subjects", [])
    standard, made = LicensingStandard.objects.get_or_create(
        slug=row["slug"], defaults=_in_minutes(row)
    )
    if made:
        StandardSubject.objects.bulk_create(
            StandardSubject(
                standard=standard,
                subject_area=areas[area],
                minutes=hours * HOUR,
                sort_order=order,
            )
            for order, (area, hours) in enumerate(subjects)
        )
    return standard


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
            "subject_area": areas[row["area"]],
            "minutes": row["hours"] * HOUR,
            "summary": row["summary"],
        },
    )
    CurriculumLine.objects.create(
        program=program, course=course, term=row["term"], sort_order=order
    )


def _requirement_set(program: Program, row: dict, now: datetime.datetime) -> RequirementSet:
    lines = row.pop("requirements")
    edition = RequirementSet.objects.create(program=program, edition=1, **_in_minutes(row))
    made: dict[str, Requirement] = {}
    for order, line in enumerate(lines):
        requirement = Requirement.objects.create(
            requirement_set=edition,
            category=line["category"],
            name=line["name"],
            description=line["description"],
            minutes=line["hours"] * HOUR,
            minimum_clients=line.get("clients", 0),
            sort_order=order,
        )
        made[requirement.category] = requirement
        if "after" in line:
            RequirementGate.objects.create(requirement=requirement, after=made[line["after"]])
    edition.published_at = now
    edition.save(update_fields=["published_at"])
    return edition
