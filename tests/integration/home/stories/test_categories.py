"""Categories: one per address, and none deleted while it has subscribers."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Locale

from home.stories.models import StoryCategory
from tests.factories.newsletter import subscriber
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, story_index

pytestmark = pytest.mark.django_db

SNIPPET = "wagtailsnippets_home_stories_storycategory"


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(SuperuserFactory())


def test_a_taken_address_is_refused_at_its_field(client):
    StoryCategoryFactory()
    other = StoryCategoryFactory(name="News", slug="news")
    fields = {"name": "Again", "slug": "pain-and-relief", "description": ""}

    for address in (reverse(f"{SNIPPET}:add"), reverse(f"{SNIPPET}:edit", args=[other.pk])):
        answer = client.post(address, fields)
        assert answer.context["form"].errors["slug"] == [
            "Another category already uses this address."
        ]
    assert StoryCategory.objects.count() == 2


def test_a_category_that_subscribers_chose_is_not_deleted(client):
    news = StoryCategoryFactory(name="News", slug="news")
    subscriber().topics.set([news])
    delete = reverse(f"{SNIPPET}:delete", args=[news.pk])
    together = reverse("wagtail_bulk_action", args=["home_stories", "storycategory", "delete"])

    for address in (delete, f"{together}?id={news.pk}"):
        text = unescape(client.post(address, follow=True).text)
        assert (
            "“News” was not deleted because subscribers have chosen it for their newsletter."
            in text
        )
    assert StoryCategory.objects.exists()


def test_a_category_that_nobody_chose_can_be_deleted(client):
    news = StoryCategoryFactory(name="News", slug="news")

    client.post(reverse(f"{SNIPPET}:delete", args=[news.pk]))

    assert not StoryCategory.objects.exists()


def test_a_categorys_newest_stories_are_shown_in_spanish_whatever_its_address(client):
    category = StoryCategoryFactory()
    english = StoryPageFactory(title="Back pain", category=category)
    block = {"heading": "Newest", "category": category.pk, "number": 3}
    StandardPageFactory(slug="about", body=[{"type": "stories", "value": block}])
    spanish = Locale.objects.create(language_code="es")
    for page in (home_page(), story_index()):
        page.copy_for_translation(spanish).save_revision().publish()
    dolor = category.copy_for_translation(spanish)
    dolor.name, dolor.slug = "Dolor", "dolor"
    dolor.save()
    story = english.copy_for_translation(spanish)
    story.title, story.category = "Dolor de espalda", dolor
    story.save_revision().publish()

    assert "Back pain" in client.get("/about/").text
    assert "Dolor de espalda" in client.get("/es/about/").text
