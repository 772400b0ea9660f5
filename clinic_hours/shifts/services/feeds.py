"""WRITE: make, renew and revoke the address of a person's calendar feed."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import CalendarFeed
from home.core.models.actors import Person
from home.core.school_time import day_of


@recorded
def open_feed(*, person: Person, now: datetime) -> None:
    """Make an address, unless the person has one."""
    make(person, now)


@recorded
def renew_feed(*, person: Person, now: datetime) -> None:
    """Replace the address: the old one stops working at once."""
    revoke(person, now)
    make(person, now)


@recorded
def revoke_feed(*, person: Person, now: datetime) -> None:
    revoke(person, now)


def make(person: Person, now: datetime) -> None:
    """Insert a row, which does nothing if someone pressed the button twice."""
    row = CalendarFeed(user=person, created_at=now, changed_at=now)
    CalendarFeed.objects.bulk_create([row], ignore_conflicts=True)


def revoke(person: Person, now: datetime) -> None:
    CalendarFeed.objects.filter(user=person, revoked_at=None).update(revoked_at=now)


def note_read(feed: CalendarFeed, text: str, now: datetime) -> CalendarFeed:
    """Note the day on which a feed was read, and when its text changed. Writes only if either did."""
    digest, day = sha256(text.encode()).hexdigest(), day_of(now)
    changed: dict[str, Any] = {"last_read_on": day}
    if feed.digest != digest:
        changed |= {"digest": digest, "changed_at": now}
    elif feed.last_read_on == day:
        return feed
    CalendarFeed.objects.filter(pk=feed.pk).update(**changed)
    for name, value in changed.items():
        setattr(feed, name, value)
    return feed
