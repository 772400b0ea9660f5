"""Which pages are public, as one condition inside a query.

Wagtail's own `public()` first reads every restriction, which costs each page an extra query.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Func, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction

from .bases import PagePart


class IsRestricted(Func):
    """Whether a page or an ancestor is restricted, as an expression on its path: `IsRestricted("path")`.

    It is written as SQL because every public page uses it several times, and Django takes longer to build
    the condition than the database to evaluate it: a tenth of a program page.
    """

    template = (
        "EXISTS(SELECT 1 FROM wagtailcore_pageviewrestriction AS restriction"
        " JOIN wagtailcore_page AS above ON above.id = restriction.page_id"
        " WHERE above.path = SUBSTR(%(expressions)s, 1, LENGTH(above.path)))"
    )
    arity = 1
    output_field = BooleanField()


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Return the published pages without a restriction on them or on an ancestor."""
    return pages.live().exclude(IsRestricted("path"))


def for_this_reader(pages: PageQuerySet) -> PageQuerySet:
    """Return the public pages in the reader's language: those that lists may show.

    An untranslated page is still served to the reader, but its lists are in the reader's language: see
    docs/decisions/0012.
    """
    return open_to_all(pages).filter(locale__language_code=_readers_language())


def in_readers_version(pages: PageQuerySet) -> PageQuerySet:
    """Return pages in the reader's language, plus first-language pages that are not translated into it."""
    language, first_language = _readers_language(), settings.LANGUAGE_CODE
    own, first = Q(locale__language_code=language), Q(locale__language_code=first_language)
    if language == first_language:
        return pages.filter(own)
    translated = Q(translation_key__in=pages.filter(own).values("translation_key"))
    return pages.filter(own | (first & ~translated))


def _readers_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


class KnowsWhetherRestricted(PagePart):
    """A page fetched with `restricted=IsRestricted("path")` skips the query if it is unrestricted."""

    restricted: bool | None = None  # None: not fetched

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        if self.restricted is False and self.alias_of_id is None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


class VisitManager(PageManager):
    """Fetches with a single page its restriction and the related rows that a visit shows.

    `related` takes names like `select_related`, `also` makes the expressions of other annotations. Lists of
    pages are fetched without them.
    """

    def __init__(self, *related: str, **also: Callable[[], Any]) -> None:
        super().__init__()
        self.related = related
        self.also = also

    def get(self, *args: Any, **lookup: Any) -> Any:
        also = {name: make() for name, make in self.also.items()}
        pages = self.get_queryset().annotate(restricted=IsRestricted("path"), **also)
        return (pages.select_related(*self.related) if self.related else pages).get(*args, **lookup)
