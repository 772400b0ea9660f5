"""Periodic tasks of kiosks."""

from django.utils import timezone

from home.core.periodic import DAY, periodic_task

from .services.pins import forget_old_tries


@periodic_task(every=DAY)
def forget_wrong_pins() -> int:
    return forget_old_tries(timezone.now())
