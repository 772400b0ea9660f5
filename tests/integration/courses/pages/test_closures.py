"""How the finish calculator names closures."""

import datetime

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils.translation import override

from tests.factories.courses import CourseFactory, CurriculumLineFactory, ProgramPageFactory

from .finish_pages import close, read, weeks

pytestmark = pytest.mark.django_db
ANSWER = "courses_pages/includes/finish_answer.html"


@pytest.fixture
def page():
    """A program of 500 hours, asked on November 23."""
    page = ProgramPageFactory()
    CurriculumLineFactory(program=page.program, course=CourseFactory(minutes=500 * 60))
    with time_machine.travel(datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)):
        yield page


def test_a_closure_of_one_site_is_left_out(client, page):
    before = weeks(client, page, "30")
    close("Inspection", "2026-12-07", "2026-12-13", place="outreach")
    assert weeks(client, page, "30") == before
    assert "Inspection" not in read(client, page, hours="30")


def test_a_closure_of_one_day_is_named_with_that_day(client, page):
    close("Storm", "2026-12-08", "2026-12-08")
    assert "into account: Storm (December 8)." in read(client, page, hours="30")


def test_a_preview_that_was_not_fetched_for_a_visit_has_the_same_closures(client, page, rf):
    close("Storm", "2026-12-08", "2026-12-08")
    close("Inspection", "2026-12-01", "2026-12-02")
    visited = client.get(page.url).context["estimate"]
    previewed = page.get_context(rf.get("/"))["estimate"]
    assert [each.name for each in visited.closures] == ["Inspection", "Storm"]
    assert [each.name for each in previewed.closures] == ["Inspection", "Storm"]
    assert visited.finish == previewed.finish


def test_a_closure_has_its_spanish_name_in_spanish(client, page):
    close("Spring break", "2026-12-07", "2026-12-13", name_es="Vacaciones de primavera")
    shown = client.get(page.url, {"hours": "30"}).context
    with override("es"):
        answer = render_to_string(ANSWER, {"estimate": shown["estimate"]})
    assert "Vacaciones de primavera (7 de diciembre – 13 de diciembre)" in answer
