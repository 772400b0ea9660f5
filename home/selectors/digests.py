"""READ: who gets which stories of a digest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from home.models import Digest, StoryPage, Subscriber
from home.visibility import open_to_all


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest as one reader gets it: the stories on the topics that they chose."""

    reader: Subscriber
    stories: Sequence[StoryPage]


def readable_stories(digest: Digest) -> list[StoryPage]:
    """Return the digest's stories that everyone may read, in the editor's order."""
    chosen = [line.story_id for line in digest.stories.all()]
    pages = open_to_all(StoryPage.objects.filter(pk__in=chosen)).defer("body")
    return sorted(pages, key=lambda page: chosen.index(page.pk))


def readers_of(digest: Digest) -> QuerySet[Subscriber]:
    """Return the confirmed readers of a digest's language, whatever their topics."""
    confirmed = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    return confirmed.filter(language=digest.language)


def editions(digest: Digest, stories: Sequence[StoryPage], size: int) -> Iterator[list[Edition]]:
    """Yield the editions of all readers who want any of the stories, so many at a time."""
    readers = readers_of(digest).prefetch_related("topics").order_by("pk").iterator(size)
    all_of_them = (Edition(reader, wanted(stories, reader)) for reader in readers)
    wanted_ones = (edition for edition in all_of_them if edition.stories)
    while batch := list(islice(wanted_ones, size)):
        yield batch


def wanted(stories: Sequence[StoryPage], reader: Subscriber) -> list[StoryPage]:
    topics = {topic.pk for topic in reader.topics.all()}
    return [story for story in stories if not topics or story.category_id in topics]
