"""The careers page, with any number of boards, subjects and graduates: docs/performance.md, row 2."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

from courses.pages.models import CareersPage
from home.people.models import PersonIndexPage, PersonPage
from tests.factories.courses import StandardFactory, StandardSubjectFactory
from tests.factories.pages import PictureFactory, home_page

pytestmark = pytest.mark.django_db
AT_MOST = 12


@pytest.fixture
def page(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    shows = ("class", "clinic", "whole")
    steps = [{"type": "step", "value": {"title": s, "text": s, "shows": s}} for s in shows]
    graduates = {"type": "graduates", "value": {"heading": "Now", "number": 6}}
    careers = CareersPage(
        title="Careers",
        slug="careers",
        standard=StandardFactory(),
        hero_picture=PictureFactory(),
        steps=steps,
        body=[graduates],
    )
    return home_page().add_child(instance=careers)


def queries_of_a_visit(client, page, django_assert_max_num_queries) -> int:
    client.get(page.url)  # the first visit makes the renditions
    cache.clear()
    Site.get_site_root_paths()
    with django_assert_max_num_queries(AT_MOST) as captured:
        assert "Graduate 0" in client.get(page.url).text
    return len(captured)


def test_more_boards_subjects_and_graduates_take_no_more_queries(
    client, page, django_assert_max_num_queries
):
    people = home_page().add_child(instance=PersonIndexPage(title="People", slug="people"))
    counts = []
    for size in (2, 12):
        for number in range(people.get_children().count(), size):
            person = PersonPage(
                title=f"Graduate {number}",
                slug=f"g{number}",
                kind="graduate",
                graduated_in=2030 - number,
                photo=PictureFactory(),
            )
            people.add_child(instance=person)
            StandardSubjectFactory(standard=page.standard)
            StandardFactory()
        counts.append(queries_of_a_visit(client, page, django_assert_max_num_queries))

    assert counts[0] == counts[1]
