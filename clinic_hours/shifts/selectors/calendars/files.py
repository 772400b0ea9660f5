"""Shifts as calendar files: local times with the rules of their time zones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.urls import reverse
from icalendar import Calendar, Event, Timezone

from home.core.addresses import at_site
from home.mail.calendar_files import CalendarFile, file_of, new_calendar, organizer, uid_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A shift in a calendar. Of two with the same `shift`, the higher `sequence` counts."""

    shift: str  # its public id
    starts_at: datetime
    ends_at: datetime
    zone: str
    sequence: int
    changed_at: datetime
    summary: str
    location: str
    description: str = ""
    is_on: bool = True


def shift_calendar(
    entries: Sequence[Entry], *, method: str = "PUBLISH", name: str = ""
) -> CalendarFile:
    """Return the file. `name` is what calendar apps call it."""
    calendar = new_calendar(method, "Shifts")
    if name:
        name_it(calendar, name)
    return file_of(calendar, [*time_zones_in(entries), *map(event_of, entries)])


def name_it(calendar: Calendar, name: str) -> None:
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # Google and older apps


def event_of(entry: Entry) -> Event:
    event = Event()
    event.add("uid", uid_of(entry.shift))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", unmistakable(entry.starts_at, entry.zone))
    event.add("dtend", unmistakable(entry.ends_at, entry.zone))
    event.add("sequence", entry.sequence)
    event.add("status", "CONFIRMED" if entry.is_on else "CANCELLED")
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    if entry.description:
        event.add("description", entry.description)
    event.add("url", at_site(reverse("hours:shift", args=[entry.shift])))
    event.add("organizer", organizer())
    return event


def unmistakable(moment: datetime, zone: str) -> datetime:
    """Return a local time. One in the second of two equal hours in autumn stays UTC: apps take the first."""
    local = moment.astimezone(ZoneInfo(zone))
    return moment.astimezone(UTC) if local.fold else local


def time_zones_in(entries: Iterable[Entry]) -> Iterator[Timezone]:
    years: dict[str, set[int]] = {}
    for each in entries:
        found = years.setdefault(each.zone, set())
        found |= {each.starts_at.year, each.ends_at.year}
    for zone in sorted(years):
        yield time_zone(zone, min(years[zone]), max(years[zone]))


@lru_cache(maxsize=64)  # finding the changes takes longer than the rest of a file
def time_zone(zone: str, first_year: int, last_year: int) -> Timezone:
    """Return a zone with its changes from the year before the first until the end of the last year."""
    first, last = date(first_year - 1, 12, 1), date(last_year + 1, 1, 2)
    return Timezone.from_tzinfo(ZoneInfo(zone), zone, first, last)
