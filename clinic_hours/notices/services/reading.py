"""WRITE: what a person has read, and how they want to be told."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from clinic_hours.notices.domain.news import ByMail
from clinic_hours.notices.models import Notice, NoticePreference
from clinic_hours.notices.selectors.visible import notices_visible_to
from home.core.models.actors import Person


def mark_read(*, person: Person, notice: Notice, now: datetime) -> None:
    notices_visible_to(person).filter(pk=notice.pk, read_at=None).update(read_at=now)


def mark_all_read(*, person: Person, now: datetime) -> int:
    """Mark what was told until now, and return how many."""
    unread = notices_visible_to(person).filter(read_at=None, told_at__lte=now)
    return unread.update(read_at=now)


@transaction.atomic
def choose_mail(*, person: Person, by_mail: Mapping[str, str]) -> None:
    """Keep how a person wants each kind mailed from now on. What still waits to be mailed obeys it, too, if
    it is turned off.
    """
    NoticePreference.objects.bulk_create(
        [NoticePreference(person=person, kind=kind, by_mail=way) for kind, way in by_mail.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["by_mail"],
    )
    off = [kind for kind, way in by_mail.items() if way == ByMail.NEVER]
    waits = Notice.objects.filter(Q(by_mail=ByMail.DIGEST) | Q(is_left=True), mailed_at=None)
    waits.filter(person=person, kind__in=off).update(by_mail=ByMail.NEVER)


def forget_old_notices(now: datetime) -> int:
    """Erase notices that were read and are older than the school keeps them; return how many."""
    kept_from = now - timedelta(days=settings.NOTICES_KEPT_DAYS)
    read = Notice.objects.filter(told_at__lt=kept_from, read_at__isnull=False)
    erased, _by_model = read.delete()
    return erased
