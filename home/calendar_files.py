"""An event as a file that calendars take (RFC 5545)."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from home.models import Event

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Practicum//Events//EN"


def event_calendar(event: Event, *, title: str, url: str, now: datetime, sequence: int = 0) -> str:
    """Return the file. A later `sequence` replaces, in a calendar, what an earlier one said."""
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("sequence", sequence)
    entry.add("summary", title)
    entry.add("location", ", ".join(event.venue.splitlines()))
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.is_called_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.is_called_off else "PUBLISH")
    calendar.add_component(entry)
    return calendar.to_ical().decode()
