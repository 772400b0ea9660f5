"""Calendar files (RFC 5545) with their scheduling method (RFC 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, vCalAddress
from icalendar.cal import Component


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file's text and method."""

    text: str
    method: str

    @property
    def media_type(self) -> str:
        """Return the media type for mail and responses; RFC 6047 requires the method in it, too."""
        return f"text/calendar; method={self.method}"


def new_calendar(method: str, product: str) -> Calendar:
    """Return an empty calendar. `product` is the part of the site that writes it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Practicum//{product}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def file_of(calendar: Calendar, components: Iterable[Component]) -> CalendarFile:
    for each in components:
        calendar.add_component(each)
    return CalendarFile(calendar.to_ical().decode(), str(calendar["method"]))


def uid_of(name: str) -> str:
    """Return a UID that is unique among all calendars, and the same in every file about a thing."""
    return f"{name}@{urlsplit(settings.SITE_URL).hostname}"


def organizer() -> vCalAddress:
    """Return the organizer, which RFC 5546 requires with a METHOD: the sender of our mail."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    calendar_address = vCalAddress(f"mailto:{address}")
    if name:
        calendar_address.params["CN"] = name
    return calendar_address
