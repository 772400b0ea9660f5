"""A person's calendar feed, as a client library reads it."""

from datetime import datetime, timedelta

import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from clinic_hours.shifts.models import CalendarFeed, Shift
from clinic_hours.shifts.selectors.calendars.feeds import token_of
from clinic_hours.shifts.services.feeds import open_feed
from home.core.models.actors import Person
from tests.factories.clinic import NOW

DAY = timedelta(days=1)


def path_of(person: Person) -> str:
    open_feed(person=person, now=NOW)
    feed = CalendarFeed.objects.get(user=person, revoked_at=None)
    return reverse("hours:calendar_feed", args=[token_of(feed)])


def read(person: Person, now: datetime = NOW, **headers):
    """Return the answer that a calendar app gets, which is not signed in."""
    with time_machine.travel(now, tick=False):
        return Client().get(path_of(person), headers=headers)


def calendar_of(person: Person, now: datetime = NOW) -> Calendar:
    return Calendar.from_ical(read(person, now).content)


def events_of(person: Person, now: datetime = NOW) -> dict[str, dict]:
    """Return {UID: event} of a person's feed."""
    return {str(each["UID"]): each for each in calendar_of(person, now).walk("VEVENT")}


def uid(shift: Shift) -> str:
    return f"{shift.public_id}@127.0.0.1"


def event_of(person: Person, shift: Shift, now: datetime = NOW):
    return events_of(person, now)[uid(shift)]


def fresh(shift: Shift) -> Shift:
    return Shift.objects.select_related("site", "series").get(pk=shift.pk)
