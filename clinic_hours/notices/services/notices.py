"""WRITE: tell people what happened, in the transaction in which it happens."""

from collections.abc import Iterable
from datetime import datetime

from clinic_hours.notices.domain.news import KINDS, News
from clinic_hours.notices.models import Notice


def tell(news: Iterable[News], now: datetime) -> None:
    """Note each piece of news for its person. What they were already told is not told again.

    Raises KeyError for a kind that no wing has registered.
    """
    rows = [
        Notice(
            person=each.person,
            kind=KINDS[each.kind].name,
            key=each.key,
            path=each.path,
            facts=dict(each.facts),
            told_at=now,
        )
        for each in news
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
