"""READ: which subscriber gets which stories of a digest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from home.core.addresses import full_address
from home.core.models.visibility import open_to_all
from home.mail.models import OutgoingMail
from home.newsletter.models import (
    Digest,
    DigestStory,
    Subscriber,
    SubscriberMail,
)
from home.stories.models import StoryCategory, StoryPage


@dataclass(frozen=True, slots=True)
class Line:
    """What a digest says about a story."""

    title: str
    lede: str
    address: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The stories of a digest that one subscriber gets, by the topics they chose."""

    subscriber: Subscriber
    stories: Sequence[StoryPage]


def readable_stories(digest: Digest) -> list[StoryPage]:
    """Return the digest's public stories, in the editor's order."""
    chosen = [line.story_id for line in digest.stories.all()]
    pages = open_to_all(StoryPage.objects.filter(pk__in=chosen)).select_related("category")
    return sorted(pages.defer("body"), key=lambda page: chosen.index(page.pk))


def line_of(story: StoryPage) -> Line:
    return Line(story.title, story.lede, full_address(story))


def lines_of(digest: Digest) -> list[Line]:
    """Return the digest's lines as they were sent, or as they would be sent now."""
    if not digest.sent_at:
        return [line_of(story) for story in readable_stories(digest)]
    sent = digest.stories.exclude(title="").select_related("story").order_by("sort_order", "pk")
    return [Line(each.title, each.lede, address_of(each)) for each in sent]


def address_of(sent: DigestStory) -> str:
    """Return the address that was sent, or the current one for old digests that stored none."""
    return sent.address or (full_address(sent.story) if sent.story else "")


def has_left(mail: OutgoingMail) -> bool:
    """Whether this is a newsletter to someone who unsubscribed after it was written."""
    about = SubscriberMail.objects.filter(mail=mail)
    return mail.is_bulk and about.exclude(about__state=Subscriber.State.CONFIRMED).exists()


def subscribers_of(digest: Digest) -> QuerySet[Subscriber]:
    """Return the confirmed subscribers in a digest's language, whatever their topics."""
    confirmed = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    return confirmed.filter(language=digest.language)


def selections(
    digest: Digest, stories: Sequence[StoryPage], size: int
) -> Iterator[list[Selection]]:
    """Yield the selections of subscribers who want any of the stories, in batches of `size`."""
    subscribers = subscribers_of(digest).prefetch_related("topics").order_by("pk").iterator(size)
    all_of_them = (Selection(each, wanted(stories, each)) for each in subscribers)
    wanted_ones = (selection for selection in all_of_them if selection.stories)
    while batch := list(islice(wanted_ones, size)):
        yield batch


def wanted(stories: Sequence[StoryPage], subscriber: Subscriber) -> list[StoryPage]:
    topics = keys_of(subscriber.topics.all())
    return [story for story in stories if not topics or story.category.translation_key in topics]


def topics_for(subscriber: Subscriber, language: str) -> QuerySet[StoryCategory]:
    """Return a language's topics, plus the subscriber's topics that aren't translated into it."""
    named = Q(locale__language_code=language)
    translated = StoryCategory.objects.filter(named).values("translation_key")
    own = subscriber.topics.exclude(translation_key__in=translated)
    return StoryCategory.objects.filter(named | Q(pk__in=own.values("pk")))


def keys_of(topics: Iterable[StoryCategory]) -> set[UUID]:
    """Return the topics' translation keys."""
    return {topic.translation_key for topic in topics}
