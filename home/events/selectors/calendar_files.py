"""An event as a calendar file (RFC 5545), with its scheduling method (RFC 5546)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, vCalAddress
from icalendar import Event as Entry

from home.events.models import Event

PRODUCT = "-//Practicum//Events"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file's text and method."""

    text: str
    method: str

    @property
    def media_type(self) -> str:
        """Return the media type for mail and responses; RFC 6047 requires the method in it, too."""
        return f"text/calendar; method={self.method}"


def event_calendar(
    event: Event, *, title: str, url: str, now: datetime, sequence: int = 0, is_off: bool = False
) -> CalendarFile:
    """Return the file. In a calendar, a higher `sequence` replaces an earlier one.

    `is_off` removes the event again: it was called off, or this registration was canceled.
    """
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("sequence", sequence)
    entry.add("summary", title)
    entry.add("location", ", ".join(event.venue.splitlines()))
    entry.add("url", url)
    entry.add("organizer", organizer())
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    method = "CANCEL" if is_off else "PUBLISH"
    calendar.add("method", method)
    calendar.add_component(entry)
    return CalendarFile(calendar.to_ical().decode(), method)


def organizer() -> vCalAddress:
    """Return the organizer, which RFC 5546 requires with a METHOD: the sender of our mail."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    calendar_address = vCalAddress(f"mailto:{address}")
    if name:
        calendar_address.params["CN"] = name
    return calendar_address
