"""What the worker erases of mail."""

from django.utils import timezone

from home.periodic import DAY, periodic_task
from home.services import outbox, refusals


@periodic_task(every=DAY)
def erase_settled_mail() -> int:
    return outbox.erase_settled_mail(timezone.now())


@periodic_task(every=DAY)
def forget_old_bounces() -> int:
    return refusals.forget_old_bounces(timezone.now())
