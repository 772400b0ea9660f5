"""READ: which events are open to the public, and each one's page."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import PageQuerySet

from home.core.addresses import at_site, full_address
from home.core.models.visibility import open_to_all
from home.events.models import (
    Event,
    EventPage,
    EventQuerySet,
    Registration,
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event's name and its page's absolute URL, for one reader."""

    title: str
    url: str


def announced() -> EventQuerySet:
    """Return the events that have a public page, with their taken places."""
    pages = open_to_all(EventPage.objects.all()).values("event")
    return Event.objects.filter(pk__in=pages).with_taken()


def kept_for_registrations(pages: PageQuerySet) -> PageQuerySet:
    """Return the event pages that people's mail links to: anyone who registered must find them."""
    coming = Registration.objects.exclude(state=Registration.State.CANCELLED)
    awaited = coming.filter(event__ends_at__gt=timezone.now()).values("event")
    return pages.filter(event__in=awaited)


def announcement(event: Event) -> Announcement:
    """Return the event's page in the active language, or else in the school's first language.

    An event whose page was taken down keeps its own name and links to the home page.
    """
    pages = open_to_all(EventPage.objects.filter(event=event)).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = by_language.get(get_language()) or next(iter(by_language.values()), None)
    if page is None:
        return Announcement(event.name, at_site("/"))
    return Announcement(page.title, full_address(page))
