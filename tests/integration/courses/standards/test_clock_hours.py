"""Boards that count hours of 50 minutes and boards that count 60 are compared in the same unit."""

from datetime import date

import pytest

from courses.licensing.domain.licensure import Outcome
from courses.licensing.selectors.licensure_by_state import determinations_of
from courses.pages.models import LicensurePage
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardFactory,
    StandardSubjectFactory,
)
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db

HOUR = 60
TODAY = date(2026, 11, 16)
SAID = "Counted in clock hours of 50 minutes."


def program_of(hours: int, *, own_hour: int, board_hours: int, board_hour: int):
    """Return a program with one subject, and the name of another state's board."""
    own = StandardFactory(minutes=hours * HOUR, clinical_minutes=0, minutes_per_clock_hour=own_hour)
    other = StandardFactory(
        name="Elsewhere",
        jurisdiction="US-TX",
        minutes=board_hours * HOUR,
        clinical_minutes=0,
        minutes_per_clock_hour=board_hour,
    )
    course = CourseFactory(minutes=hours * HOUR)
    for standard in (own, other):
        StandardSubjectFactory(
            standard=standard, subject_area=course.subject_area, minutes=standard.minutes
        )
    program = ProgramFactory(standard=own, name="Massage", slug="massage")
    CurriculumLineFactory(program=program, course=course)
    return program


@pytest.mark.parametrize(
    ("hours", "own_hour", "board_hours", "board_hour", "outcome"),
    [
        (500, 60, 600, 50, Outcome.MEETS),
        (500, 60, 601, 50, Outcome.SHORT),
        (600, 50, 500, 60, Outcome.MEETS),
        (600, 50, 501, 60, Outcome.SHORT),
        (500, 50, 500, 50, Outcome.MEETS),
        (500, 60, 500, 60, Outcome.MEETS),
        (500, 60, 501, 60, Outcome.SHORT),
    ],
)
def test_two_boards_hours_are_compared_in_real_time(
    hours, own_hour, board_hours, board_hour, outcome
):
    program = program_of(hours, own_hour=own_hour, board_hours=board_hours, board_hour=board_hour)
    own, other = determinations_of(program, TODAY)
    assert own.outcome is Outcome.MEETS
    assert other.outcome is outcome


def test_the_licensure_page_shows_both_sides_in_the_boards_hours(client):
    page = home_page().add_child(instance=LicensurePage(title="Licensure", slug="licensure"))
    program = program_of(500, own_hour=60, board_hours=625, board_hour=50)
    ProgramPageFactory(program=program)
    other = determinations_of(program, TODAY)[1].standard
    answer = client.get(f"{page.url}?program=massage&state={other.slug}").text
    assert "600 of 625 h: 25 h short" in answer
    assert SAID in answer


@pytest.mark.parametrize(("clock_hour", "said"), [(50, True), (60, False)])
def test_a_program_page_says_which_hours_its_clinic_counts(client, clock_hour, said):
    page = ProgramPageFactory()
    RequirementSetFactory(program=page.program, minutes_per_clock_hour=clock_hour)
    answer = client.get(page.url).text
    assert "The 125 clinic hours" in answer
    assert (SAID in answer) is said


def test_a_card_says_which_hours_it_shows(client):
    page = ProgramPageFactory()
    RequirementSetFactory(program=page.program, minutes_per_clock_hour=50)
    assert "in clinic, of 50 minutes each" in client.get(page.get_parent().url).text
