"""Lists of stories: by category, tag, author and month, newest first."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories.pages import home_page
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, person, story_index
from tests.integration.home.stories.cards import JUNE, MAY

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [card.title for card in response.context["cards"]]


@pytest.fixture
def two_stories():
    StoryPageFactory(title="Sore back", published_on=MAY, tags=["Back pain"])
    other = StoryCategoryFactory(name="Study", slug="study")
    StoryPageFactory(title="First week", category=other, published_on=JUNE, tags=["Night class"])


def test_the_newest_story_comes_first(client, two_stories):
    assert titles(client.get("/stories/")) == ["First week", "Sore back"]


@pytest.mark.parametrize(
    "address", ["category/pain-and-relief/", "tag/back-pain/", "2026/05/", "2026/05/?page=1"]
)
def test_a_filtered_list_has_its_stories_and_links_back_to_all(client, two_stories, address):
    response = client.get(f"/stories/{address}")

    assert titles(response) == ["Sore back"]
    assert "See all stories" in response.text


@pytest.mark.parametrize("address", ["category/pain-and-relief/", "tag/back-pain/", "2026/05/"])
def test_the_current_list_is_marked_among_the_others(client, two_stories, address):
    assert (
        f'href="/stories/{address}" aria-current="true"' in client.get(f"/stories/{address}").text
    )


@pytest.mark.parametrize(
    "address",
    ["category/none/", "tag/none/", "2026/01/", "2026/13/", "?page=2", "?page=x", "nothing/"],
)
def test_a_list_without_stories_is_not_found(client, two_stories, address):
    assert client.get(f"/stories/{address}").status_code == 404


def test_a_tag_with_an_accent_has_its_list(client, two_stories):
    StoryPageFactory(title="Dry cups", tags=["Técnica"])

    assert titles(client.get("/stories/tag/técnica/")) == ["Dry cups"]


def test_an_index_without_stories_says_so(client):
    story_index()

    assert "No stories yet" in client.get("/stories/").text


def test_nine_stories_fill_a_page_and_the_tenth_is_on_the_next(client):
    for _ in range(10):
        StoryPageFactory()

    first, second = client.get("/stories/"), client.get("/stories/?page=2")

    assert (len(titles(first)), len(titles(second))) == (9, 1)
    assert 'href="?page=2"' in first.text


def test_see_all_links_to_every_topic_with_its_number_of_stories(client, two_stories):
    assert 'href="/stories/topics/#tags"' in client.get("/stories/").text

    text = client.get("/stories/topics/").text

    for address in ("category/study/", "tag/back-pain/", "2026/06/"):
        assert f'href="/stories/{address}"' in text


def test_drafts_are_in_no_list(client, two_stories):
    StoryPageFactory(title="Not yet", live=False, tags=["Secret"])

    assert "Not yet" not in client.get("/stories/").text
    assert "Secret" not in client.get("/stories/topics/").text


def test_the_newest_stories_can_be_on_any_page_with_a_link_to_all(client):
    category = StoryCategoryFactory(name="Study", slug="study")
    for number in range(4):
        StoryPageFactory(title=f"Old {number}", published_on=MAY)
    StoryPageFactory(title="About study", category=category, published_on=JUNE)
    home = home_page()
    home.body = [
        {"type": "stories", "value": {"heading": "Newest", "number": 2}},
        {"type": "stories", "value": {"heading": "Of one", "number": 2, "category": category.pk}},
    ]
    home.save()

    text = client.get("/").text

    assert text.count("About study") == 2
    assert 'href="/stories/">' in text
    assert 'href="/stories/category/study/">' in text
    assert text.count('class="card card--link') == 3


def test_an_authors_stories_are_in_a_list_and_on_their_page(client):
    author = person("Rosa Castellanos", credential="LMT")
    StoryPageFactory(title="Sore back", author=author)
    StoryPageFactory(title="By nobody")

    listed = client.get("/stories/author/rosa-castellanos/")

    assert titles(listed) == ["Sore back"]
    assert 'href="/stories/author/rosa-castellanos/"' in client.get("/stories/").text
    page = client.get(author.url).text
    assert "Sore back" in page and "By nobody" not in page
    assert 'href="/stories/author/rosa-castellanos/"' in page
    assert client.get("/stories/author/nobody/").status_code == 404


def test_restricted_stories_are_in_no_list_feed_or_neighbor_link(client):
    secret = StoryPageFactory(title="For staff", published_on=JUNE, tags=["Back"])
    shown = StoryPageFactory(title="Sore back", published_on=MAY, tags=["Back"])
    PageViewRestriction.objects.create(page=secret, restriction_type="login")

    for address in ("/stories/", "/stories/feed/", "/stories/feed/atom/", shown.url):
        assert "For staff" not in client.get(address).text, address


@pytest.mark.parametrize("address", ["sore-back/more/", "no-such-story/", "category/", "2026/"])
def test_an_unknown_address_is_not_found(client, address):
    StoryPageFactory(title="Sore back")

    assert client.get(f"/stories/{address}").status_code == 404


def test_spanish_stories_have_their_own_lists_and_feeds(client):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    story = StoryPageFactory(title="Sore back", tags=["Back"])
    home_page().copy_for_translation(spanish).save_revision().publish()
    for page in (story_index(), story):
        page.copy_for_translation(spanish).save_revision().publish()
    translated = story.get_translation(spanish)
    translated.title = "Dolor de espalda"
    translated.save_revision().publish()

    for address in ("", "category/pain-and-relief/", "tag/back/", "feed/", "feed/atom/", "topics/"):
        response = client.get(f"/es/stories/{address}")
        assert response.status_code == 200, address
        assert "Sore back" not in response.text
    assert "Dolor de espalda" in client.get("/es/stories/tag/back/").text
    assert 'href="/es/stories/tag/back/"' in client.get("/es/stories/sore-back/").text
    assert "Dolor" not in client.get("/stories/feed/").text
