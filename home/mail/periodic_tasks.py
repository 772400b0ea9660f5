"""Periodic tasks that erase old mail."""

from django.utils import timezone

from home.core.periodic import DAY, periodic_task

from .services import outbox, refusals


@periodic_task(every=DAY)
def erase_settled_mail() -> int:
    return outbox.erase_settled_mail(timezone.now())


@periodic_task(every=DAY)
def forget_old_bounces() -> int:
    return refusals.forget_old_bounces(timezone.now())
