"""The newest stories in full, as RSS and Atom."""

import datetime
import uuid
from functools import cached_property
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page

from home.core.addresses import full_address
from home.core.school_time import at_school, day_of, school_zone
from home.site.models import SiteSettings
from home.site.selectors.last_change import last_change

from .feed_text import feed_text, writable

STORIES_IN_FEED = 20
CONTENT = "http://purl.org/rss/1.0/modules/content/"
NOON = datetime.time(12)  # a story has only a date; noon is that date across the whole country


class FullTextRss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": CONTENT}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["full_text"])


class FullTextAtom(Atom1Feed):
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["full_text"], {"type": "html"})


class StoryFeed(Feed):
    """Called with the request and the index of the stories."""

    feed_type: type[SyndicationFeed] = FullTextRss
    suffix = "feed/"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the last change as Last-Modified, not a story's date as Django would.

        The date stays the same when the text changes, and its noon may be in the future.
        """
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        if changed := last_change():
            response["Last-Modified"] = http_date(changed.timestamp())
        return response

    def get_object(self, request: HttpRequest, index: Page) -> object:
        self.request, self.index = request, index
        return index

    @cached_property
    def school(self) -> SiteSettings:
        return SiteSettings.for_request(self.request)

    def title(self, index: Page) -> str:
        return writable(f"{index.title} · {self.school.name}")

    def link(self, index: Page) -> str:
        return full_address(index, self.request)

    def feed_url(self, index: Page) -> str:
        return self.link(index) + self.suffix

    def description(self, index: Page) -> str:
        return writable(index.lede or index.search_description or index.title)

    subtitle = description

    def author_name(self, index: Page) -> str:
        """Return a fallback author for stories without one: Atom requires an author."""
        return writable(self.school.name)

    def feed_copyright(self, index: Page) -> str:
        return writable(_("Copyright %(school)s") % {"school": self.school.name})

    def items(self, index: Page) -> list:
        return list(index.stories.for_feed()[:STORIES_IN_FEED])

    def item_title(self, story: Page) -> str:
        return writable(story.title)

    def item_description(self, story: Page) -> str:
        return writable(story.lede)

    def item_link(self, story: Page) -> str:
        return full_address(story, self.request)

    def item_guid(self, story: Page) -> str:
        """Return a permanent identifier that survives moves; a translation is a separate story."""
        return uuid.uuid5(story.translation_key, story.locale.language_code).urn

    item_guid_is_permalink = False

    def item_author_name(self, story: Page) -> str | None:
        return writable(story.author.title) if story.author else None

    def item_categories(self, story: Page) -> list[str]:
        tags = (tagged.tag.name for tagged in story.tagged_items.all())  # prefetched
        return [writable(name) for name in (story.category.name, *tags)]

    def item_pubdate(self, story: Page) -> datetime.datetime:
        return moment_of(story.day, story.first_published_at)

    def item_updateddate(self, story: Page) -> datetime.datetime:
        published = self.item_pubdate(story)
        if not story.updated_on:
            return published
        return max(published, moment_of(story.updated_on, story.last_published_at))

    def item_extra_kwargs(self, story: Page) -> dict[str, str]:
        site = full_address(story, self.request)
        context = {"request": self.request, "school": self.school, "page": story}
        return {"full_text": feed_text(story.sections, site, context)}


class AtomStoryFeed(StoryFeed):
    feed_type = FullTextAtom
    suffix = "feed/atom/"


def moment_of(day: datetime.date, stored_at: datetime.datetime | None) -> datetime.datetime:
    """Return the stored time if it falls on that day, or else noon; never in the future."""
    if stored_at and day_of(stored_at) == day:
        return at_school(stored_at)
    return min(at_school(datetime.datetime.combine(day, NOON, school_zone())), at_school())
