"""Events and their pages."""

from datetime import timedelta

from django.utils import timezone

from home.events.models import Event, EventIndexPage, EventPage

from .pages import home_page


def event_with_page(name: str = "Open house", places: int | None = 3, **fields) -> Event:
    """Return a two-hour event a week from now, with a public page below /events/."""
    start = timezone.now().replace(microsecond=0) + timedelta(days=7)
    event = Event.objects.create(
        name=name,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        venue="Palmetto College\n24 Palmetto Row",
        places=places,
    )
    index = EventIndexPage.objects.first() or home_page().add_child(
        instance=EventIndexPage(title="Events", slug="events")
    )
    index.add_child(instance=EventPage(title=name, lede="Come.", event=event, **fields))
    return event
