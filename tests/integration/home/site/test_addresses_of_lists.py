"""The canonical address of a list, a page of it or a result, and where its other language is."""

import datetime
import re

import pytest
from wagtail.models import Locale, Page, Site

from home.core.addresses import full_address
from home.pages.models import HomePage
from home.stories.models import StoryIndexPage
from tests.factories.courses import ProgramIndexPageFactory, ProgramPageFactory
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, person

pytestmark = pytest.mark.django_db

SITE = "https://school.test"


@pytest.fixture(autouse=True)
def known_at(settings) -> None:
    settings.SITE_URL = SITE


def canonical(html: str) -> str:
    (address,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    assert f'<meta property="og:url" content="{address}">' in html
    return address.removeprefix(SITE)


def alternates(html: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="(\w\w)" href="([^"]*)">', html)
    return {code: address.removeprefix(SITE) for code, address in found}


def switch(html: str) -> dict[str, str]:
    return dict(re.findall(r'<a href="([^"]*)" lang="\w\w" hreflang="(\w\w)"', html))


def in_spanish(page: Page, **changes) -> Page:
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    copy = page.copy_for_translation(spanish, copy_parents=True)
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    Page.objects.filter(locale=spanish).update(live=True)
    Site.clear_site_root_paths_cache()
    return copy


@pytest.fixture
def story():
    rosa = person("Rosa")
    return StoryPageFactory(title="Sore back", author=rosa, tags=["Back"])


LISTS = ["category/pain-and-relief/", "tag/back/", "author/rosa/", "2026/05/", "topics/"]


@pytest.mark.parametrize("beneath", LISTS)
def test_a_list_of_stories_has_its_own_canonical_address(client, story, beneath):
    html = client.get(f"/stories/{beneath}").text

    assert canonical(html) == f"/stories/{beneath}"
    assert alternates(html) == {}


@pytest.mark.parametrize("beneath", LISTS)
def test_a_list_links_to_the_same_list_in_the_other_language(client, story, beneath):
    in_spanish(story)
    html = client.get(f"/es/stories/{beneath}").text

    assert canonical(html) == f"/es/stories/{beneath}"
    assert alternates(html) == {"en": f"/stories/{beneath}", "es": f"/es/stories/{beneath}"}
    assert switch(html)[f"/stories/{beneath}"] == "en"


def test_a_category_and_an_author_are_found_under_their_own_slugs(client, story):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    category = story.category.copy_for_translation(spanish)
    category.slug = "dolor"
    category.save()
    author = in_spanish(story.author, slug="rosa-es")
    in_spanish(story, category=category, author=author)

    found = alternates(client.get("/stories/category/pain-and-relief/").text)
    assert found["es"] == "/es/stories/category/dolor/"
    assert client.get(found["es"]).status_code == 200
    found = alternates(client.get("/es/stories/author/rosa-es/").text)
    assert found["en"] == "/stories/author/rosa/"


def test_a_list_missing_in_the_other_language_links_to_its_index(client, story):
    other = StoryPageFactory(
        category=StoryCategoryFactory(name="Study", slug="study"),
        published_on=datetime.date(2026, 1, 4),
    )
    in_spanish(other)
    html = client.get("/stories/category/pain-and-relief/").text

    assert alternates(html) == {}
    assert switch(html)["/es/stories/"] == "es"


def test_an_untranslated_list_has_a_canonical_address_in_its_own_language(client, story):
    in_spanish(home_page())
    html = client.get("/es/stories/tag/back/").text

    assert canonical(html) == "/stories/tag/back/"
    assert switch(html)["/stories/tag/back/"] == "en"


def test_an_address_keeps_its_accents(client):
    StoryPageFactory(tags=["clínica"])
    (slug,) = StoryIndexPage.objects.get().stories.topics().tags
    html = client.get(f"/stories/tag/{slug.slug}/").text

    assert client.get(canonical(html)).status_code == 200


@pytest.fixture
def many_stories():
    stories = [StoryPageFactory() for _ in range(11)]
    in_spanish(stories[0])


def test_the_second_page_of_a_list_has_its_own_canonical_address(client, many_stories):
    html = client.get("/stories/?page=2").text

    assert canonical(html) == "/stories/?page=2"
    assert alternates(html) == {}
    assert switch(html)["/es/stories/"] == "es"
    assert canonical(client.get("/stories/?page=1").text) == "/stories/"


def test_tracking_parameters_do_not_change_the_canonical_address(client, many_stories):
    assert canonical(client.get("/stories/?page=2&utm_source=mail").text) == "/stories/?page=2"
    assert canonical(client.get("/?utm_source=mail&page=2").text) == "/"


@pytest.fixture
def programs():
    index = ProgramIndexPageFactory(slug="programs")
    for slug in ("massage", "facials"):
        in_spanish(ProgramPageFactory(parent=index, slug=slug, program__slug=slug))


def test_every_comparison_has_the_same_canonical_address(client, programs):
    html = client.get("/programs/compare/?program=massage&program=facials").text

    assert canonical(html) == "/programs/compare/"
    assert alternates(html) == {"en": "/programs/compare/", "es": "/es/programs/compare/"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (
            "/programs/compare/?program=massage&program=facials",
            "/es/programs/compare/?program=massage&amp;program=facials",
        ),
        ("/programs/massage/?hours=9&utm_source=mail", "/es/programs/massage/?hours=9"),
        ("/search/?q=back%20pain&page=2", "/es/search/?q=back+pain"),
        ("/enquire/?program=massage", "/es/enquire/?program=massage"),
    ],
)
def test_switching_the_language_keeps_the_query(client, programs, here, there):
    assert switch(client.get(here).text)[there] == "es"


def test_no_address_leads_to_another_host(client):
    assert "example.test" not in "".join(switch(client.get("//example.test/x/").text))


def test_a_page_of_a_second_site_has_a_canonical_address_on_its_own_host(client, rf):
    fees = StandardPageFactory(slug="fees")
    second = HomePage(title="Clinic", slug="second", headline="Clinic")
    Page.get_first_root_node().add_child(instance=second)
    rooms = StandardPageFactory(slug="rooms", parent=second)
    Site.objects.create(hostname="clinic.test", port=443, root_page=second)
    request = rf.get("/")

    assert full_address(fees, request) == f"{SITE}/fees/"
    assert full_address(rooms, request) == "https://clinic.test/rooms/"
    assert canonical(client.get("/fees/").text) == "/fees/"
