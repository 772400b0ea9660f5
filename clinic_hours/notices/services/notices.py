"""WRITE: tell people what happened, in the transaction in which it happens."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from clinic_hours.notices.domain.news import KINDS, ByMail, Kind, News
from clinic_hours.notices.models import Notice, NoticePreference
from home.core.models.actors import Person

from .mails import mail_of

# More than these are left to the worker, which takes so many at a time.
MOST_AT_ONCE, MOST_IN_ONE_LOOK = 25, 200


def tell(news: Iterable[News], now: datetime, by: Person | None = None) -> None:
    """Note each piece of news for its person, and mail what goes out at once: one mail to each person.

    Different reasons have mails of their own. What they were already told is not told again, and
    `by`, who did it, is not told at all. An act with much to tell does not wait for its mail: the worker
    writes it from the notices. Takes at most three queries for any number of news. Raises KeyError for a kind
    that no wing has registered.
    """
    told = [each for each in news if by is None or person_of(each) != by.pk]
    if not told:
        return
    is_much = len(told) > MOST_AT_ONCE
    way_of = chosen_among(told) if is_much else chosen_by
    found = [
        (notice_of(each, now, way_of, is_left=is_much and not each.for_mail), each) for each in told
    ]
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create([notice for notice, _news in found], ignore_conflicts=True)
        at_once = {notice.public_id: each.for_mail for notice, each in found if not notice.is_left}
        if at_once:
            mail_at_once(at_once)


def person_of(news: News) -> int:
    return getattr(news.person, "pk", news.person)


def notice_of(
    news: News, now: datetime, way_of: Callable[[int, Kind], Any], *, is_left: bool
) -> Notice:
    kind, person_id = KINDS[news.kind], person_of(news)
    return Notice(
        person_id=person_id,
        kind=kind.name,
        key=news.key,
        path=news.path,
        facts=dict(news.facts),
        told_at=now,
        is_left=is_left,
        by_mail=way_of(person_id, kind) if len(kind.ways) > 1 else kind.by_mail,
    )


def chosen_by(person_id: int, kind: Kind) -> Coalesce:
    """Return how a person wants a kind mailed, as the database finds it while it writes the notice."""
    chosen = NoticePreference.objects.filter(person=person_id, kind=kind.name).values("by_mail")
    return Coalesce(chosen, Value(kind.by_mail))


def chosen_among(told: Iterable[News]) -> Callable[[int, Kind], str]:
    """Return the same for much news: a query of its own, instead of one within each row."""
    people, kinds = {person_of(each) for each in told}, {each.kind for each in told}
    rows = NoticePreference.objects.filter(person__in=people, kind__in=kinds)
    chosen = {(row.person_id, row.kind): row.by_mail for row in rows}
    return lambda person_id, kind: chosen.get((person_id, kind.name), kind.by_mail)


def mail_at_once(for_mail: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Mail the notices that go out at once, of those that are in the table: the others were told before."""
    new = Notice.objects.filter(by_mail=ByMail.AT_ONCE, person__is_active=True)
    found = new.filter(public_id__in=for_mail).select_related("person__wagtail_userprofile")
    mails: dict[tuple[Any, ...], list[Notice]] = {}
    for notice in found.order_by("pk"):  # as they were told
        said = for_mail[notice.public_id]
        alone = notice.pk if said.keys() - {"reason"} else None
        mails.setdefault((notice.person_id, said.get("reason"), alone), []).append(notice)
    post([mail_of(theirs[0].person, theirs, for_mail) for theirs in mails.values()])


@transaction.atomic
def mail_what_is_left(now: datetime) -> int:
    """Mail the notices that acts left to the worker, and return how many mails that were.

    Of two workers, each takes other notices.
    """
    left = Notice.objects.filter(
        is_left=True, mailed_at=None, by_mail=ByMail.AT_ONCE, person__is_active=True, kind__in=KINDS
    )
    locked = left.select_for_update(of=("self",), skip_locked=True).order_by("told_at", "pk")
    pks = list(locked.values_list("pk", flat=True)[:MOST_IN_ONE_LOOK])
    Notice.objects.filter(pk__in=pks).update(mailed_at=now)
    found = Notice.objects.filter(pk__in=pks).select_related("person__wagtail_userprofile")
    theirs: dict[int, list[Notice]] = {}
    for notice in found.order_by("told_at", "pk"):
        theirs.setdefault(notice.person_id, []).append(notice)
    post([mail_of(each[0].person, each, {}) for each in theirs.values()])
    return len(theirs)


def post(mails: Sequence[Any]) -> None:
    """Write mails to the outbox."""
    get_connection().send_messages(mails)
