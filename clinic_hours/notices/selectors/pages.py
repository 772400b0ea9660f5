"""A person's notices as keyset pages, newest first, and which kinds concern them."""

from collections.abc import Collection
from dataclasses import dataclass

from clinic_hours.notices.domain.news import KINDS, Kind
from clinic_hours.notices.models import Notice, NoticePreference
from home.core.models.actors import Actor, Person

from .visible import notices_visible_to

PAGE = 25


@dataclass(frozen=True, slots=True)
class NoticePage:
    notices: tuple[Notice, ...]
    following: int | None


def notice_page(user: Actor, after: int | None = None, size: int = PAGE) -> NoticePage:
    """Return one page. A notice of a kind that no longer exists has no words, and is left out."""
    notices = notices_visible_to(user).filter(kind__in=KINDS).order_by("-pk")
    if after:
        notices = notices.filter(pk__lt=after)
    found = list(notices[: size + 1])
    page = tuple(found[:size])
    more = len(found) > size
    return NoticePage(page, page[-1].pk if more else None)


def kinds_for(roles: Collection[str]) -> list[Kind]:
    """Return the kinds that people with these desks can be told, in the order of registration."""
    return [kind for kind in KINDS.values() if not kind.roles or {*kind.roles} & {*roles}]


def preferences_of(person: Person) -> dict[str, str]:
    """Return {kind: how the person wants it mailed}, only for kinds for which they chose."""
    chosen = NoticePreference.objects.filter(person=person)
    return dict(chosen.values_list("kind", "by_mail"))
