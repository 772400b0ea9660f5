"""An event as a calendar file."""

from datetime import UTC, datetime

from icalendar import Event as Entry

from home.events.models import Event
from home.mail.calendar_files import CalendarFile, file_of, new_calendar, organizer, uid_of


def event_calendar(
    event: Event, *, title: str, url: str, now: datetime, sequence: int = 0, is_off: bool = False
) -> CalendarFile:
    """Return the file. In a calendar, a higher `sequence` replaces an earlier one.

    `is_off` removes the event again: it was called off, or this registration was canceled.
    """
    entry = Entry()
    entry.add("uid", uid_of(f"event-{event.pk}"))
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("sequence", sequence)
    entry.add("summary", title)
    entry.add("location", ", ".join(event.venue.splitlines()))
    entry.add("url", url)
    entry.add("organizer", organizer())
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return file_of(new_calendar("CANCEL" if is_off else "PUBLISH", "Events"), [entry])
