"""Periodic tasks for newsletter addresses."""

from home.core.periodic import DAY, periodic_task

from .services import newsletter


@periodic_task(every=DAY)
def forget_subscribers() -> int:
    return newsletter.forget_unconfirmed() + newsletter.forget_who_left()
