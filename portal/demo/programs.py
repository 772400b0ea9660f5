"""The brochures of the school's programs and courses. Their records are made by `curriculum`."""

import datetime
import json
from decimal import Decimal

from django.utils.text import slugify

from courses.models import (
    Course,
    CourseIndexPage,
    CoursePage,
    Program,
    ProgramIndexPage,
    ProgramPage,
)

from .calendar import next_intake
from .composition import Composer, text
from .prose import rich_text
from .tree import publish_beneath

PROGRAMS = ("massage-therapy", "advanced-bodywork", "acupuncture")
RICH = ("overview", "schedule", "admissions")
WORDS = ("title", "slug", "search_description", "summary", "lede", "approval", "next_start_note")


def load_program_pages(composer: Composer, today: datetime.date) -> None:
    """Make the programs' and courses' pages that are missing."""
    if composer.page("/programs/") is None:
        index = publish_beneath(
            composer.home, ProgramIndexPage(**text("programs/index"), show_in_menus=True)
        )
        for name in PROGRAMS:
            publish_beneath(index, _program_page(composer, name, today))
    if composer.page("/courses/") is None:
        words = text("courses")
        bodies = words.pop("bodies")
        index = publish_beneath(composer.home, CourseIndexPage(**words))
        for course in Course.objects.order_by("code"):
            publish_beneath(index, _course_page(course, bodies.get(course.code, "")))


def _program_page(composer: Composer, name: str, today: datetime.date) -> ProgramPage:
    words = text(f"programs/{name}")
    return ProgramPage(
        program=Program.objects.get(slug=words["program"]),
        picture=composer.pictures[words["picture"]],
        next_start=next_intake(today),
        costs=json.dumps([_cost(row) for row in words["costs"]]),
        costs_as_of=today,
        cost_note=words["cost_note"],
        **{field: words.get(field, "") for field in WORDS},
        **{field: rich_text(words.get(field, "")) for field in RICH},
    )


def _cost(row: dict) -> dict:
    amount = Decimal(row["amount"].lstrip("$").replace(",", ""))
    return {"type": "cost", "value": {"item": row["item"], "amount": str(amount)}}


def _course_page(course: Course, body: str) -> CoursePage:
    return CoursePage(
        course=course,
        title=course.title,
        slug=slugify(f"{course.code} {course.title}"),
        search_description=course.summary,
        body=rich_text(body),
    )
