"""Stories and their index, as small as a test allows."""

import datetime

import factory
from wagtail.models import Locale

from home.people.models import PersonIndexPage, PersonPage
from home.stories.models import StoryCategory, StoryIndexPage, StoryPage

from .pages import home_page


def story_index() -> StoryIndexPage:
    """Return the only index of stories, creating it if needed."""
    found = StoryIndexPage.objects.first()
    return found or home_page().add_child(instance=StoryIndexPage(title="Stories", slug="stories"))


class StoryCategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoryCategory
        django_get_or_create = ("slug",)

    name = "Pain and relief"
    slug = "pain-and-relief"
    locale = factory.LazyFunction(Locale.get_default)


def person(name: str = "Rosa Castellanos", **fields) -> PersonPage:
    """Return a published person below the only list of people."""
    people = PersonIndexPage.objects.first() or home_page().add_child(
        instance=PersonIndexPage(title="Faculty", slug="faculty")
    )
    people.refresh_from_db()
    return people.add_child(instance=PersonPage(title=name, **fields))


class StoryPageFactory(factory.django.DjangoModelFactory):
    """A published story. `sections` are its headings, each followed by a few words."""

    class Meta:
        model = StoryPage

    class Params:
        sections = ("Why it helps", "Whom to ask")

    title = factory.Sequence(lambda n: f"Story {n}")
    lede = "What you will know afterwards."
    category = factory.SubFactory(StoryCategoryFactory)
    published_on = datetime.date(2026, 5, 4)

    @factory.lazy_attribute
    def body(self) -> list:
        return [
            {"type": "text", "value": {"heading": heading, "text": "<p>A few words.</p>"}}
            for heading in self.sections
        ]

    @classmethod
    def _create(cls, model_class, *args, tags=(), **fields):
        story = story_index().add_child(instance=model_class(**fields))
        if tags:
            story.tags.add(*tags)
            story.save()
        return story
