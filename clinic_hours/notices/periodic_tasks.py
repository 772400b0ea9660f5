"""Periodic tasks for notices: the daily digest, and erasing old notices."""

from django.utils import timezone

from home.core.periodic import DAY, EACH_LOOK, periodic_task

from .services import digests, notices, reading


@periodic_task(every=EACH_LOOK)
def send_digests() -> int:
    return digests.send_digests(timezone.now())


@periodic_task(every=EACH_LOOK)
def mail_what_is_left() -> int:
    return notices.mail_what_is_left(timezone.now())


@periodic_task(every=DAY)
def forget_old_notices() -> int:
    now = timezone.now()
    return reading.forget_old_notices(now) + digests.forget_old_digests(now)
