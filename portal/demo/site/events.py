"""Four events, each on a fixed weekday, a number of weeks ahead."""

import datetime
import json

from django.utils import timezone

from home.events.models import Event, EventIndexPage, EventPage
from portal.demo.composition import TEXTS, Composer, text
from portal.demo.tree import publish_beneath

WORDS = ("title", "slug", "lede", "search_description")


def load_events(composer: Composer, today: datetime.date) -> None:
    """Create the index and the missing events."""
    index = composer.page("/events/") or publish_beneath(
        composer.home, EventIndexPage(**text("events"))
    )
    for path in sorted((TEXTS / "events").glob("*.toml")):
        if composer.page(f"/events/{path.stem}/") is None:
            publish_beneath(index, _page(composer, f"events/{path.stem}", today))


def _page(composer: Composer, name: str, today: datetime.date) -> EventPage:
    fields = composer.fields(name)
    return EventPage(
        event=_event(fields, today),
        picture=composer.pictures[fields["picture"]],
        body=json.dumps(fields["body"]),
        **{name: fields[name] for name in WORDS},
    )


def _event(fields: dict, today: datetime.date) -> Event:
    monday = today - datetime.timedelta(days=today.weekday())
    day = monday + datetime.timedelta(weeks=fields["weeks_ahead"], days=fields["weekday"])
    return Event.objects.create(
        name=fields["title"],
        starts_at=_at(day, fields["starts"]),
        ends_at=_at(day, fields["ends"]),
        venue=fields["venue"],
        places=fields.get("places"),
    )


def _at(day: datetime.date, clock: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))
