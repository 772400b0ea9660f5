"""Periodic tasks for editors: publish scheduled pages, and remind editors of facts to review."""

from django.core.management import call_command
from django.utils import timezone

from home.core.periodic import EACH_LOOK, WEEK, periodic_task
from home.pages.services.review_dates import remind_editors
from home.pages.services.schedule import withdraw_what_cannot_go_live


@periodic_task(every=EACH_LOOK, is_urgent=True)
def publish_scheduled_pages() -> None:
    withdraw_what_cannot_go_live(timezone.now())
    call_command("publish_scheduled", verbosity=0)


@periodic_task(every=WEEK)
def review_facts() -> int:
    return remind_editors()
