"""A person's notices as keyset pages, newest first, and which kinds concern them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from clinic_hours.notices.domain.news import KINDS, Kind
from clinic_hours.notices.models import Notice, NoticePreference
from home.core.models.actors import Actor, Person

from .visible import notices_visible_to

PAGE = 25


@dataclass(frozen=True, slots=True)
class Position:
    """The last notice of a page; the next page begins after it."""

    told_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class NoticePage:
    notices: tuple[Notice, ...]
    following: Position | None


def notice_page(user: Actor, after: Position | None = None, size: int = PAGE) -> NoticePage:
    """Return one page. A notice of a kind that no longer exists has no words, and is left out."""
    notices = notices_visible_to(user).filter(kind__in=KINDS).order_by("-told_at", "-pk")
    if after:
        # The first comparison lets the index start there; the second breaks ties.
        notices = notices.filter(told_at__lte=after.told_at).filter(
            Q(told_at__lt=after.told_at) | Q(pk__lt=after.pk)
        )
    found = list(notices[: size + 1])
    page = tuple(found[:size])
    more = len(found) > size
    return NoticePage(page, Position(page[-1].told_at, page[-1].pk) if more else None)


def kinds_for(roles: Collection[str]) -> list[Kind]:
    """Return the kinds that people with these desks can be told, in the order of registration."""
    return [kind for kind in KINDS.values() if not kind.roles or {*kind.roles} & {*roles}]


def preferences_of(person: Person) -> dict[str, str]:
    """Return {kind: how the person wants it mailed}, only for kinds for which they chose."""
    chosen = NoticePreference.objects.filter(person=person)
    return dict(chosen.values_list("kind", "by_mail"))
