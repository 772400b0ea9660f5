"""Event pages. Time, place and capacity come from the event itself."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageQuerySet

from home.core.addresses import address_above, full_address
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.dangling_references import OutlivesItsRecords
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import (
    IsRestricted,
    KnowsWhetherRestricted,
    VisitManager,
    open_to_all,
)
from home.core.school_time import at_school
from home.events.panels.event_pages import EVENT_INDEX_CONTENT, EVENT_PAGE_CONTENT
from home.site.models import SiteSettings
from home.site.selectors.sharing import share_picture_url
from home.stories.blocks.body import BodyBlock

from .events import Event, is_waited_for, taken

PAST_SHOWN = 12


class EventIndexPage(HasOwnAddress, KnowsWhetherRestricted, Page):
    """Upcoming events, soonest first, followed by past ones."""

    lede = page_fields.lede()

    objects = VisitManager()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["home_events.EventPage"]
    max_count_per_parent = 1
    template = "home_events/event_index_page.html"
    content_panels = [*Page.content_panels, *EVENT_INDEX_CONTENT]

    class Meta:
        verbose_name = _("event list")
        verbose_name_plural = _("event lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        now = timezone.now()
        pages = EventPage.ready_for_cards(open_to_all(EventPage.objects.child_of(self)))
        coming = pages.filter(event__ends_at__gte=now).order_by("event__starts_at", "pk")
        been = pages.filter(event__ends_at__lt=now).order_by("-event__starts_at", "-pk")
        past = Paginator(been, PAST_SHOWN).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {
            "cards": [page.card(request) for page in coming],
            "past": past,
            "page_number": past.number,
        }


def with_taken(pages: PageQuerySet) -> PageQuerySet:
    """Fetch the event's `with_taken` annotations with each page."""
    return pages.annotate(taken=taken("event"), is_waited_for=is_waited_for("event"))


class EventPageManager(VisitManager):
    def get(self, *args: Any, **lookup: Any) -> Any:
        """Fetch one page with its event and the number of taken places."""
        pages = self.get_queryset().select_related("event", "picture")
        known = with_taken(pages).annotate(restricted=IsRestricted("path"))
        return known.get(*args, **lookup)


class EventPage(HasOwnAddress, OutlivesItsRecords, KnowsWhetherRestricted, ShownAsCard, Page):
    """What to expect at one event."""

    event = models.ForeignKey(
        Event,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("event"),
        help_text=_(
            "The event's time, place and registrations are managed under Events in the menu."
        ),
    )
    lede = page_fields.lede(
        blank=False,
        help_text=_(
            "One or two sentences for the top of the page and its card. Say what will happen."
        ),
    )
    picture = page_fields.picture("card")
    body = page_fields.body(BodyBlock())

    objects = EventPageManager()

    search_fields = searched("lede", "body")
    parent_page_types = ["home_events.EventIndexPage"]
    subpage_types: list[str] = []
    template = "home_events/event_page.html"
    content_panels = [*Page.content_panels, *EVENT_PAGE_CONTENT]

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    taken: int = 0  # an unsaved page has no registrations
    is_waited_for: bool = False

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        related = pages.select_related("event", "picture").defer("body")
        return with_taken(related.prefetch_related("picture__renditions"))

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede,
            badge=self.day,
            picture=self.picture,
            note=self.places_in_words,
        )

    @property
    def day(self) -> str:
        return date_format(at_school(self.event.starts_at), "DATE_FORMAT")

    @property
    def places_left(self) -> int | None:
        """Return how many places are free; None if there is no limit."""
        self.event.taken = self.taken
        return self.event.places_left

    @property
    def places_in_words(self) -> str:
        left, now = self.places_left, timezone.now()
        if self.event.is_called_off:
            return gettext("Canceled")
        if self.event.ends_at <= now:
            return gettext("Past")
        if not self.event.is_open(now):
            return gettext("Already started")
        if left == 0:
            return gettext("Full, join the waiting list")
        if left is None:
            return gettext("Everyone is welcome")
        words = ngettext("%d place left", "%d places left", left) % left
        return gettext("%s, and a waiting list") % words if self.is_waited_for else words

    @property
    def share_eyebrow(self) -> str:
        """Return the text above the title on the page's share picture."""
        return self.day

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "event": self.event,
            "is_open": self.event.is_open(timezone.now()),
            "index_url": address_above(self, request),
        }

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's EducationEvent, until the event has begun.

        Search engines require a start date, and a past event invites nobody.
        """
        event, school = self.event, SiteSettings.for_request(request)
        if event.starts_at <= timezone.now():
            return []
        address = full_address(self, request)
        status = "EventCancelled" if event.is_called_off else "EventScheduled"
        data = {
            "@type": "EducationEvent",
            "name": self.title,
            "description": self.search_description or self.lede,
            "image": share_picture_url(self, request),
            "url": address,
            "startDate": at_school(event.starts_at).isoformat(),
            "endDate": at_school(event.ends_at).isoformat(),
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {
                "@type": "Place",
                "name": event.venue.splitlines()[0],
                "address": ", ".join(event.venue.splitlines()),
            },
            "organizer": {
                "@type": "CollegeOrUniversity",
                "name": school.name,
                "url": settings.SITE_URL,
            },
            "isAccessibleForFree": True,
            "inLanguage": get_language(),
        }
        if event.places is not None:
            data |= {
                "maximumAttendeeCapacity": event.places,
                "remainingAttendeeCapacity": self.places_left,
            }
        return [data]
