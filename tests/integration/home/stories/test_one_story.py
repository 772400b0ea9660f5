"""One story: its dates, its contents, its neighbors and its author."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, person, story_index
from tests.integration.home.stories.cards import JUNE, MAY

pytestmark = pytest.mark.django_db


def test_a_story_shows_its_dates_and_how_long_it_takes(client):
    StoryPageFactory(title="Sore back", published_on=MAY, updated_on=JUNE)

    text = client.get("/stories/sore-back/").text

    assert '<time datetime="2026-05-04">May 4, 2026</time>' in text
    assert '<time datetime="2026-06-09">Jun 9, 2026</time>' in text
    assert "1 minute to read" in text


def test_the_table_of_contents_links_to_each_heading_even_if_two_are_alike(client):
    StoryPageFactory(title="Sore back", sections=("Why", "Why", "Where"))

    text = client.get("/stories/sore-back/").text

    for anchor in ("why", "why-2", "where"):
        assert f'href="#{anchor}"' in text
        assert f'id="{anchor}"' in text


def test_a_story_links_to_the_previous_and_the_next_one(client):
    for day in (1, 2, 3):
        StoryPageFactory(title=f"Day {day}", published_on=datetime.date(2026, 5, day))

    page = client.get("/stories/day-2/")

    assert page.context["before"].title == "Day 1"
    assert page.context["after"].title == "Day 3"
    assert client.get("/stories/day-1/").context["before"] is None


def test_stories_on_one_day_are_in_order_of_publication(client):
    for number in (1, 2, 3):
        StoryPageFactory(title=f"Same {number}", published_on=MAY)

    page = client.get("/stories/same-2/")

    assert (page.context["before"].title, page.context["after"].title) == ("Same 1", "Same 3")


def test_related_stories_share_tags_or_the_category_and_the_closest_comes_first(client):
    study = StoryCategoryFactory(name="Study", slug="study")
    StoryPageFactory(title="Sore back", tags=["Back", "Sleep"])
    StoryPageFactory(title="Same shelf")
    StoryPageFactory(title="Two tags", category=study, tags=["Back", "Sleep"])
    StoryPageFactory(title="Nothing shared", category=study)

    related = client.get("/stories/sore-back/").context["related"]

    assert [card.title for card in related] == ["Two tags", "Same shelf"]


def test_a_story_cannot_have_an_update_before_its_publication():
    with pytest.raises(ValidationError) as error:
        StoryPageFactory(published_on=JUNE, updated_on=MAY)

    assert "updated_on" in error.value.message_dict


def test_a_story_has_structured_data(rf, settings):
    story = StoryPageFactory(published_on=MAY, updated_on=JUNE)

    (data,) = story.structured_data(rf.get("/"))

    assert data["@type"] == "BlogPosting"
    assert (data["datePublished"], data["dateModified"]) == ("2026-05-04", "2026-06-09")
    assert data["url"] == f"{settings.SITE_URL}{story.url}"
    assert data["image"].startswith(f"{settings.SITE_URL}/share/")


def test_an_editor_can_preview_an_unsaved_story(client):
    client.force_login(SuperuserFactory())
    StoryPageFactory(title="Told before")
    address = f"/admin/pages/add/home_stories/storypage/{story_index().pk}/preview/"
    form = nested_form_data(
        {
            "title": "Being written",
            "slug": "being-written",
            "lede": "What you will know.",
            "category": StoryCategoryFactory().pk,
            "published_on": "2026-05-04",
            "tags": "Back",
            "body": streamfield([("text", {"heading": "Why", "text": rich_text("<p>So.</p>")})]),
            "comments": inline_formset([]),
        }
    )

    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    text = client.get(f"{address}?mode=").text

    assert "Being written" in text
    assert "Told before" in text


def test_a_story_names_its_author_with_credential_and_links_to_their_page(client):
    author = person("Rosa Castellanos", credential="LMT")
    StoryPageFactory(title="Sore back", author=author)

    text = client.get("/stories/sore-back/").text

    assert f'<a href="{author.url}" rel="author">Rosa Castellanos</a>' in text
    assert "LMT" in text
    assert ">RC</span>" in text


def test_a_deleted_author_is_removed_from_the_story(client):
    author = person()
    story = StoryPageFactory(title="Sore back", author=author)
    author.unpublish()
    assert "Rosa Castellanos</span>" in client.get(story.url).text
    author.delete()

    assert client.get(story.url).status_code == 200


def test_a_draft_cannot_be_read(client):
    StoryPageFactory(title="Not yet", live=False)

    assert client.get("/stories/not-yet/").status_code == 404


def test_an_author_with_a_restricted_page_is_named_without_a_link(client):
    author = person("Rosa Castellanos", credential="LMT 4711")
    story = StoryPageFactory(title="Sore back", author=author)
    lists = ("/stories/sore-back/", f"/stories/author/{author.slug}/")
    assert all("LMT 4711" in client.get(address).text for address in lists)

    PageViewRestriction.objects.create(page=author, restriction_type="login")

    for address in lists:
        text = client.get(address).text
        assert "Rosa Castellanos" in text
        assert "LMT 4711" not in text
        assert author.url not in text
    assert story.url == "/stories/sore-back/"
