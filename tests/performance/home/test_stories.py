"""As many queries for a hundred stories as for ten: docs/performance.md, row 2."""

import datetime
import gzip

import pytest
from django.core.cache import cache
from wagtail.models import Site

from home.people.models import PersonPage
from tests.factories.pages import PictureFactory
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, person
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
MAY = datetime.date(2026, 5, 4)
LISTS = ["", "?page=2", "category/pain-and-relief/", "tag/back/", "2026/05/", "topics/"]
LISTS += ["author/rosa-castellanos/"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def write_stories(until: int, start: int = 0) -> None:
    author = PersonPage.objects.first() or person(photo=PictureFactory())
    for number in range(start, until):
        StoryPageFactory(
            author=author,
            title=f"Story {number}",
            picture=PictureFactory(),
            category=StoryCategoryFactory(slug=("pain-and-relief", "study")[number % 2]),
            published_on=MAY + datetime.timedelta(days=number % 25),
            tags=["Back", f"Tag {number}"],
        )


def cost_of(client, address: str):
    client.get(address)  # the first visit makes the renditions
    cache.clear()  # and caches them, which must not hide queries
    Site.get_site_root_paths()
    with queries() as counted:
        assert client.get(address).status_code == 200
    assert counted.repeated == []
    return len(counted)


def test_a_list_of_a_hundred_stories_takes_no_more_queries_than_one_of_twenty(client):
    write_stories(20)
    few = {address: cost_of(client, f"/stories/{address}") for address in LISTS}
    write_stories(100, start=20)
    many = {address: cost_of(client, f"/stories/{address}") for address in LISTS}

    assert many == few
    assert max(many.values()) <= 12


def test_a_story_and_the_feeds_take_the_same_queries_among_twenty_and_fifty(client):
    at_most = {"story-7/": 14, "feed/": 10, "feed/atom/": 10}
    write_stories(22)
    few = {address: cost_of(client, f"/stories/{address}") for address in at_most}
    write_stories(50, start=22)

    assert {address: cost_of(client, f"/stories/{address}") for address in at_most} == few
    assert all(few[address] <= most for address, most in at_most.items())


def test_the_list_is_light(client):
    write_stories(12)

    assert len(gzip.compress(client.get("/stories/").content)) < 10_000
