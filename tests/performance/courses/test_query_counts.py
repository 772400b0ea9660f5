"""Program pages take as many queries for 300 programs as for 3: docs/performance.md, rows 1 and 2."""

import gzip
from collections import Counter

import pytest
from django.core.cache import cache
from wagtail.models import Site

from tests.factories.courses import (
    CourseFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardSubjectFactory,
)
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return ProgramIndexPageFactory()


def add_program(index, courses: int = 3, **fields):
    page = ProgramPageFactory(parent=index, program=ProgramFactory(), **fields)
    RequirementSetFactory(program=page.program)
    for _ in range(courses):
        course = CourseFactory()
        StandardSubjectFactory(standard=page.program.standard, subject_area=course.subject_area)
        CurriculumLineFactory(program=page.program, course=course)
    return page


def statements(client, url, django_assert_max_num_queries, at_most: int) -> list[str]:
    client.get(url)  # loads content types and makes the cards' renditions
    cache.clear()
    Site.get_site_root_paths()
    with django_assert_max_num_queries(at_most) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def test_a_program_page_takes_ten_queries_and_repeats_none(
    client, index, django_assert_max_num_queries
):
    page = add_program(index)
    asked = statements(client, page.url, django_assert_max_num_queries, 10)

    assert Counter(asked).most_common(1)[0][1] == 1


def test_three_hundred_programs_and_forty_courses_add_no_queries(
    client, index, django_assert_max_num_queries
):
    small = add_program(index)
    for _ in range(2):
        add_program(index, courses=1)
    few = statements(client, small.url, django_assert_max_num_queries, 10)
    while index.get_children().count() < 300:
        ProgramPageFactory(parent=index, program=small.program)
    large = add_program(index, courses=40)
    courses = CourseIndexPageFactory()
    for line in large.program.curriculum.all():
        CoursePageFactory(parent=courses, course=line.course)

    many = statements(client, large.url, django_assert_max_num_queries, 10)

    assert len(many) == len(few)


def test_a_hundred_cards_take_the_index_no_more_queries_than_ten(
    client, index, django_assert_max_num_queries, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    counts = []
    for size in (10, 100):
        while index.get_children().count() < size:
            add_program(index, courses=1, picture=PictureFactory())
        counts.append(len(statements(client, index.url, django_assert_max_num_queries, 12)))

    assert counts[0] == counts[1]


def test_forty_courses_take_the_index_no_more_queries_than_four(
    client, django_assert_max_num_queries
):
    courses = CourseIndexPageFactory()
    counts = []
    for size in (4, 40):
        while courses.get_children().count() < size:
            CoursePageFactory(parent=courses)
        counts.append(len(statements(client, courses.url, django_assert_max_num_queries, 12)))

    assert counts[0] == counts[1]


def test_a_program_page_is_light(client, index):
    page = add_program(index, courses=20)

    assert len(gzip.compress(client.get(page.url).content)) < 10_000
