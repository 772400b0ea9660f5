import html

import pytest

from courses.pages.models import CoursePage, ProgramPage
from home.pages.models import HomePage
from tests.factories.courses import (
    CourseFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ModalityFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
    RequirementSetFactory,
)

pytestmark = pytest.mark.django_db


def read(client, page) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def test_a_course_page_shows_its_code_hours_modalities_and_programs(client):
    course = CourseFactory(code="MT 120", minutes=15 * 60)
    course.modalities.add(ModalityFactory(name="Hot stones"))
    program_page = ProgramPageFactory(title="Massage Therapy")
    CurriculumLineFactory(program=program_page.program, course=course)
    text = read(client, CoursePageFactory(course=course, title="Hydrotherapy"))

    assert "MT 120 ·" in text
    assert "15 hours" in text
    assert "Hot stones" in text
    assert f'<a href="{program_page.url}">Massage Therapy</a>' in text


def test_the_course_index_groups_courses_by_subject(client):
    index = CourseIndexPageFactory()
    first = CoursePageFactory(parent=index, title="Anatomy I")
    CoursePageFactory(parent=index, title="Hidden", live=False)
    text = read(client, index)

    assert first.course.subject_area.name in text
    assert f'<a href="{first.url}">Anatomy I</a>' in text
    assert "Hidden" not in text


def test_an_index_without_pages_says_what_to_expect(client):
    assert "No programs published yet" in read(client, ProgramIndexPageFactory())
    assert "No courses published yet" in read(client, CourseIndexPageFactory())


def test_a_card_shows_award_hours_and_clinic_hours(client):
    page = ProgramPageFactory(title="Massage Therapy", summary="Learn the touch.")
    RequirementSetFactory(program=page.program)
    CurriculumLineFactory(program=page.program, course=CourseFactory(minutes=500 * 60))
    text = read(client, page.get_parent())

    for words in ("Diploma", "Learn the touch.", "<b>500 h</b> total", "<b>125 h</b> in clinic"):
        assert words in text


def test_pages_can_be_created_only_where_they_belong():
    assert ProgramPage.allowed_subpage_models() == []
    assert CoursePage.allowed_subpage_models() == []
    assert ProgramPage not in HomePage.allowed_subpage_models()
