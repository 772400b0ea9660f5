"""What a visitor reads on a program page. For its answers to `?hours=`, see `test_finish_calculator`."""

import datetime
import html
import json
import re

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from courses.pages.models import Graduate, Teacher
from courses.requirements.services.requirement_sets import new_edition, publish
from courses.standards.models import LicensingStandard
from tests.factories.courses import (
    PUBLISHED_AT,
    CourseFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardSubjectFactory,
    SubjectAreaFactory,
)
from tests.factories.stories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november_23():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def page():
    page = ProgramPageFactory(title="Massage Therapy")
    begins(page.program, [("2027-01-11", 7), ("2027-05-11", 0)])
    RequirementSetFactory(program=page.program)
    for name, hours in (("Anatomy", 150), ("Clinical practicum", 125)):
        area = SubjectAreaFactory(name=name)
        StandardSubjectFactory(
            standard=page.program.standard, subject_area=area, minutes=hours * 60
        )
        course = CourseFactory(subject_area=area, minutes=hours * 60, title=f"{name} I")
        CurriculumLineFactory(program=page.program, course=course)
    return page


def begins(program, days: list[tuple[str, int]]) -> None:
    """Let the program's evening group meet on Mondays and start on these days."""
    value = {
        "name": "evening",
        "meets": [{"weekday": "1", "starts": "18:00", "ends": "22:00"}],
        "starts": [{"first_day": day, "places_left": places} for day, places in days],
    }
    program.groups = json.dumps([{"type": "group", "value": value}])
    program.save()


def read(client, page, **query) -> str:
    answer = client.get(page.url, query)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def test_the_page_prints_the_very_rows_that_the_tracker_enforces(client, page):
    text = read(client, page)

    assert "The 125 clinic hours" in text
    assert "with at least 60 clients treated" in text
    assert "opens after 6 h of Observation" in text
    assert text.count('data-testid="requirement-row"') == 4
    assert "Edition 1 of the clinic requirements, published Aug 1, 2026" in text
    assert "Up to 6 hours a day and 30 a week count." in text


def test_a_draft_edition_is_not_shown_and_a_published_one_is_at_once(client, page):
    draft = new_edition(page.program.requirement_sets.get())
    draft.requirements.filter(category="outreach").update(minutes=20 * 60)
    assert "The 125 clinic hours" in read(client, page)

    publish(draft, now=PUBLISHED_AT)

    assert "The 130 clinic hours" in read(client, page)
    assert "Edition 2 of" in read(client, page)


def test_each_subject_is_shown_with_its_minimum_and_citation(client, page):
    text = read(client, page)

    assert text.count('data-testid="subject-row"') == 2
    assert "State minimum" in text
    assert f"Regulation: {page.program.standard.citation}. Last checked Nov 23, 2026." in text
    assert "Confirm with the board" in text
    assert " h short" not in text


def test_a_subject_that_falls_short_says_by_how_much(client, page):
    page.program.standard.subjects.filter(subject_area__name="Anatomy").update(minutes=152 * 60)

    assert "2 h short" in read(client, page)


@pytest.mark.parametrize(
    ("most", "sentence"),
    [
        (
            30 * 60,
            "Up to 30 hours can be transferred from another school (the school's own policy).",
        ),
        (0, "No hours can be transferred from another school (the school's own policy)."),
    ],
)
def test_the_rules_for_transfer_hours_are_shown(client, page, most, sentence):
    assert "another school" not in read(client, page)
    own = {"category": "hands-on", "name": "Hands-on", "minutes": 60, "earned_at_school": True}
    RequirementSetFactory(program=page.program, requirements=[own], transfer_maximum_minutes=most)
    text = read(client, page)
    assert sentence in text
    assert "must be earned at this school (the school's own policy)" in text


def test_a_rule_for_transfer_hours_is_cited(client, page):
    own = {"category": "hands-on", "name": "Hands-on", "minutes": 60, "earned_at_school": True}
    cited = {"basis": "statute", "citation": "R156-47b-302"}
    limits = {"transfer_maximum_minutes": 60, "transfer_citation": "16 TAC 117.59"}
    RequirementSetFactory(program=page.program, requirements=[own | cited], **limits)
    text = read(client, page)
    assert "transferred from another school (16 TAC 117.59)." in text
    assert "must be earned at this school (R156-47b-302)" in text


def test_an_accreditors_minimum_is_not_called_the_states(client, page):
    LicensingStandard.objects.update(authority=LicensingStandard.Authority.ACCREDITOR)

    assert "State minimum" not in read(client, page)


def test_the_introduction_names_award_approval_and_next_start(client, page):
    text = read(client, page)

    assert "Diploma · Florida board approved" in text
    assert "Next start: January 11" in text
    assert "Evening group · 7 places left" in text
    assert "May 11, 2027Evening group · full" in " ".join(re.sub("<.*?>", "", text).split())


def test_a_start_that_has_passed_is_not_announced(client, page):
    begins(page.program, [("2026-11-22", 7)])

    assert "The next start date" in read(client, page)


def test_costs_are_added_up(client, page):
    costs = [("Tuition", "9500.00"), ("Books", "290.50")]
    page.costs = json.dumps(
        [{"type": "cost", "value": {"item": item, "amount": amount}} for item, amount in costs]
    )
    page.save()
    text = read(client, page)

    assert "$9,500<" in text
    assert "$9,790.50" in text


def test_the_week_says_when_each_group_meets(client, page):
    evening = '<span class="nowrap">6:00–10:00 pm</span>'
    assert f"Monday</th> <td>{evening}</td>" in read(client, page)


def test_costs_that_are_due_for_review_say_so(client, page):
    page.costs = json.dumps([{"type": "cost", "value": {"item": "Tuition", "amount": "1"}}])
    page.costs_as_of = datetime.date(2025, 11, 1)
    page.costs_review_by = datetime.date(2026, 11, 23)
    page.save()
    assert "due for review" not in read(client, page)

    page.costs_review_by = datetime.date(2026, 11, 22)
    page.save()
    text = read(client, page)
    assert "As of Nov 1, 2025." in text
    assert "This was due for review on Nov 22, 2026." in text


def test_teachers_and_graduates_are_on_the_page(client, page):
    course, rosa = page.program.courses.first(), person("Rosa Castellanos")
    CoursePageFactory(course=course, teachers=[Teacher(person=rosa)])
    page.graduates = [Graduate(person=person("Ana Duarte", kind="graduate"))]
    page.save()
    person("A Stranger")
    text = read(client, page)

    assert "Rosa Castellanos" in text.split("Your instructors")[1].split("Graduates")[0]
    assert "Ana Duarte" in text.split("Graduates")[1]
    assert "A Stranger" not in text


def test_a_course_with_a_public_page_is_a_link_and_one_without_is_not(client, page):
    linked = CoursePageFactory(course=page.program.courses.get(title="Anatomy I"))
    CoursePageFactory(course=page.program.courses.exclude(pk=linked.course_id).get(), live=False)
    text = read(client, page)

    assert f'<a href="{linked.url}">Anatomy I</a>' in text
    assert "Clinical practicum I</a>" not in text


def test_a_program_without_published_requirements_says_so(client):
    assert "not published yet" in read(client, ProgramPageFactory())


def test_a_private_page_stays_private(client, page):
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(page.url).status_code == 302


def test_an_unpublished_page_is_not_found(client, page):
    page.unpublish()

    assert client.get(page.url).status_code == 404
    assert client.get("/programs/no-such-program/").status_code == 404
