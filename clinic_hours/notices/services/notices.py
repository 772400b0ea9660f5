"""WRITE: tell people what happened, in the transaction in which it happens."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from clinic_hours.notices.domain.news import KINDS, ByMail, News
from clinic_hours.notices.models import Notice, NoticePreference
from home.core.models.actors import Person

from .mails import mail_of


def tell(news: Iterable[News], now: datetime, by: Person | None = None) -> None:
    """Note each piece of news for its person, and mail what goes out at once: one mail to each person.

    Different reasons have mails of their own. What they were already told is not told again, and
    `by`, who did it, is not told at all. Takes three queries for any number of news, two if no mail goes
    out. Raises KeyError for a kind that no wing has registered.
    """
    found = [(notice_of(each, now), each) for each in news]
    told = [pair for pair in found if by is None or pair[0].person_id != by.pk]
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create([notice for notice, _news in told], ignore_conflicts=True)
        mail_at_once({notice.public_id: each.for_mail for notice, each in told})


def notice_of(news: News, now: datetime) -> Notice:
    kind, person_id = KINDS[news.kind], getattr(news.person, "pk", news.person)
    chosen = NoticePreference.objects.filter(person=person_id, kind=kind.name).values("by_mail")
    return Notice(
        person_id=person_id,
        kind=kind.name,
        key=news.key,
        path=news.path,
        facts=dict(news.facts),
        told_at=now,
        by_mail=Coalesce(chosen, Value(kind.by_mail)) if len(kind.ways) > 1 else kind.by_mail,
    )


def mail_at_once(for_mail: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Mail the notices that go out at once, of those that are in the table: the others were told before."""
    new = Notice.objects.filter(by_mail=ByMail.AT_ONCE, person__is_active=True)
    found = new.filter(public_id__in=for_mail).select_related("person__wagtail_userprofile")
    mails: dict[tuple[int, str], list[Notice]] = {}
    for notice in found.order_by("pk"):  # as they were told
        said = str(for_mail[notice.public_id])
        mails.setdefault((notice.person_id, said), []).append(notice)
    post([mail_of(theirs[0].person, theirs, for_mail) for theirs in mails.values()])


def post(mails: Sequence[Any]) -> None:
    """Write mails to the outbox."""
    get_connection().send_messages(mails)
