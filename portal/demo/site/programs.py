"""Pages of programs and courses. Their records are created by `curriculum`."""

import datetime
import json
from decimal import Decimal

from django.utils.text import slugify
from wagtail.documents.models import Document

from courses.curriculum.models import Course, Program
from courses.pages.models import (
    CourseIndexPage,
    CoursePage,
    Graduate,
    ProgramIndexPage,
    ProgramPage,
    Teacher,
)
from portal.demo.calendar import next_intakes
from portal.demo.composition import Composer, text
from portal.demo.prose import rich_text
from portal.demo.tree import publish_beneath

from .faculty import people_on_page
from .sheets import load_sheet

PROGRAMS = ("massage-therapy", "advanced-bodywork", "acupuncture")
RICH = ("overview", "schedule", "admissions", "aid", "disclosures")
WORDS = ("title", "slug", "search_description", "summary", "lede", "approval")
YEAR = datetime.timedelta(days=365)


def load_program_pages(composer: Composer, today: datetime.date) -> None:
    """Create the missing program and course pages; requires the people shown on them."""
    if composer.page("/programs/") is None:
        index = publish_beneath(
            composer.home, ProgramIndexPage(**text("programs/index"), show_in_menus=True)
        )
        for name in PROGRAMS:
            publish_beneath(index, _program_page(composer, name, today))
    if composer.page("/courses/") is None:
        words = text("courses")
        bodies, taught_by = words.pop("bodies"), words.pop("taught_by")
        index = publish_beneath(composer.home, CourseIndexPage(**words))
        for course in Course.objects.order_by("code"):
            page = _course_page(course, bodies.get(course.code, ""))
            page.teachers = people_on_page(composer, Teacher, taught_by.get(course.code, []))
            publish_beneath(index, page)


def _program_page(composer: Composer, name: str, today: datetime.date) -> ProgramPage:
    words = text(f"programs/{name}")
    program = Program.objects.get(slug=words["program"])
    program.groups = json.dumps([_group(row, today) for row in words["groups"]])
    program.save(update_fields=["groups"])
    sheet = load_sheet(program, words, today)
    return ProgramPage(
        program=program,
        picture=composer.pictures[words["picture"]],
        costs=json.dumps([_cost(row) for row in words["costs"]]),
        costs_as_of=today,
        costs_review_by=today + YEAR,
        aid_as_of=today,
        aid_review_by=today + YEAR,
        cost_note=words["cost_note"],
        graduates=people_on_page(composer, Graduate, words.get("graduates", [])),
        outcomes=json.dumps([_outcomes(row, today) for row in words["outcomes"]]),
        questions=json.dumps([_question(row) for row in words["questions"]]),
        downloads=json.dumps([_download("Program sheet, one page", sheet)]),
        **{field: words.get(field, "") for field in WORDS},
        **{field: rich_text(words.get(field, "")) for field in RICH},
    )


def _group(row: dict, today: datetime.date) -> dict:
    days = next_intakes(today, len(row["places_left"]))
    value = {
        "name": row["name"],
        "meets": [
            {"weekday": str(day), "starts": times["starts"], "ends": times["ends"]}
            for times in (row, row.get("clinic", {"weekdays": ()}))
            for day in times["weekdays"]
        ],
        "starts": [
            {"first_day": f"{day}", "places_left": left}
            for day, left in zip(days, row["places_left"], strict=True)
        ],
    }
    return {"type": "group", "value": value}


def _outcomes(row: dict, today: datetime.date) -> dict:
    dated = {"as_of": f"{today}", "review_by": f"{today + YEAR}", "source": row["source"]}
    value = {"heading": row["heading"], "facts": row["facts"], "dated": dated}
    return {"type": "outcomes", "value": value}


def _question(row: dict) -> dict:
    return {"type": "question", "value": row | {"answer": rich_text(row["answer"])}}


def _download(label: str, document: Document) -> dict:
    return {"type": "download", "value": {"label": label, "document": document.pk}}


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
