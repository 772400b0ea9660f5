"""Periodic tasks for events."""

from django.utils import timezone

from home.core.periodic import DAY, EACH_LOOK, periodic_task

from .services import events


@periodic_task(every=EACH_LOOK, is_urgent=True)
def send_event_news() -> int:
    return events.send_event_news(timezone.now())


@periodic_task(every=DAY)
def erase_old_registrations() -> int:
    return events.erase_old_registrations(timezone.now())
