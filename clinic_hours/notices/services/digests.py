"""WRITE: once a day, tell what is found by looking, and mail everybody their digest."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby

from django.db import transaction

from clinic_hours.notices.domain.news import KINDS, ByMail, News, Period
from clinic_hours.notices.models import Digest, Notice
from home.core.school_time import at_school

from .mails import mail_of
from .notices import post, tell

DIGEST_AT = time(7)  # at the school: before the first clinic, when there is still time to sign
DIGESTS_KEPT = timedelta(days=30)

DAILY: list[Callable[[Period], Iterable[News]]] = []


def add_daily_news(look: Callable[[Period], Iterable[News]]) -> None:
    """Register a function that finds news since the last digest. Called while Django starts."""
    DAILY.append(look)


@transaction.atomic
def send_digests(now: datetime) -> int:
    """Write today's digests to the outbox, unless that was done; return how many.

    The day's row is written with them: of two workers one waits and finds it, and if one dies in between,
    the next one starts again.
    """
    _row, is_first = Digest.objects.get_or_create(day=digest_day(now), defaults={"at": now})
    if not is_first:
        return 0
    before = Digest.objects.filter(at__lt=now).values_list("at", flat=True).first()
    period = Period(before, now)
    tell(chain.from_iterable(look(period) for look in DAILY), now)
    return mail_what_waits(now)


def digest_day(now: datetime) -> date:
    """Return the school's day whose digest is the last one due."""
    local = at_school(now)
    return local.date() if local.time() >= DIGEST_AT else local.date() - timedelta(days=1)


def mail_what_waits(now: datetime) -> int:
    """Mail each person what is new for their digest. What they have read on the site is left out.

    Someone without an active account gets none, also later. A kind that no longer exists has no words.
    """
    waiting = Notice.objects.filter(
        by_mail=ByMail.DIGEST, mailed_at=None, read_at=None, kind__in=KINDS
    )
    notices = waiting.select_related("person__wagtail_userprofile").order_by(
        "person", "told_at", "pk"
    )
    found = list(notices)
    Notice.objects.filter(pk__in=[each.pk for each in found]).update(mailed_at=now)
    mails = [
        mail_of(person, list(theirs), {})
        for person, theirs in groupby(found, lambda notice: notice.person)
        if person.is_active
    ]
    post(mails)
    return len(mails)


def forget_old_digests(now: datetime) -> int:
    forgotten, _by_model = Digest.objects.filter(at__lt=now - DIGESTS_KEPT).delete()
    return forgotten
