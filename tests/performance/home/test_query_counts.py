"""The home page takes as many queries for a hundred cards as for ten: docs/performance.md, rows 2 and 16."""

import gzip

import pytest
from django.core.cache import cache
from wagtail.models import Site

from tests.factories.pages import PictureFactory, StandardPageFactory, home_page

pytestmark = pytest.mark.django_db
AT_MOST = 12


@pytest.fixture
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    home = home_page()
    home.hero_picture = PictureFactory()
    home.cards_heading, home.cards_index = "Programs", StandardPageFactory(title="Programs")
    home.actions = [{"type": "link", "value": {"label": "Go", "page": home.cards_index.pk}}]
    home.save()
    return home


def queries_of_a_visit(client, django_assert_max_num_queries, cards: int) -> int:
    client.get("/")  # the first visit makes the renditions
    cache.clear()  # and caches them, which must not hide queries
    Site.get_site_root_paths()
    with django_assert_max_num_queries(AT_MOST) as captured:
        page = client.get("/")
    assert page.text.count("card--picture") == cards
    return len(captured)


def test_a_hundred_cards_take_no_more_queries_than_ten(client, home, django_assert_max_num_queries):
    pages = {}
    for count in (10, 100):
        while home.cards_index.get_children().count() < count:
            StandardPageFactory(parent=home.cards_index, hero_picture=PictureFactory())
        pages[count] = queries_of_a_visit(client, django_assert_max_num_queries, count)

    assert pages[10] == pages[100]


def test_the_page_itself_is_light(client, home):
    assert len(gzip.compress(client.get("/").content)) < 10_000
