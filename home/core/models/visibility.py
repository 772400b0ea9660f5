"""Which pages everyone may see, as one condition inside a query.

Wagtail's own `public()` first reads every restriction, which costs each page a query of its own.
"""

from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Func, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction

from .bases import PagePart


class IsRestricted(Func):
    """Whether a page, or one above it, is restricted; an expression on its path: `IsRestricted("path")`.

    Written out, because every public page asks several times, and Django takes longer to put the same
    condition together than the database to answer it: a tenth of a program page.
    """

    template = (
        "EXISTS(SELECT 1 FROM wagtailcore_pageviewrestriction AS restriction"
        " JOIN wagtailcore_page AS above ON above.id = restriction.page_id"
        " WHERE above.path = SUBSTR(%(expressions)s, 1, LENGTH(above.path)))"
    )
    arity = 1
    output_field = BooleanField()


def open_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Return the published pages that neither they themselves nor a page above them restrict."""
    return pages.live().exclude(IsRestricted("path"))


def for_this_reader(pages: PageQuerySet) -> PageQuerySet:
    """Return those that everyone may see, in the reader's language: what a list may name.

    A page that nobody has translated is served to the reader all the same, and its lists are
    still the reader's: see docs/decisions/0012.
    """
    return open_to_all(pages).filter(locale__language_code=_readers_language())


def in_readers_version(pages: PageQuerySet) -> PageQuerySet:
    """Return those in the reader's language, and in the first language those without such a version."""
    language, first_language = _readers_language(), settings.LANGUAGE_CODE
    own, first = Q(locale__language_code=language), Q(locale__language_code=first_language)
    if language == first_language:
        return pages.filter(own)
    translated = Q(translation_key__in=pages.filter(own).values("translation_key"))
    return pages.filter(own | (first & ~translated))


def _readers_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


class KnowsWhetherRestricted(PagePart):
    """A page fetched with `restricted=IsRestricted("path")` asks for no restrictions where none are."""

    restricted: bool | None = None  # None: not fetched

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        if self.restricted is False and self.alias_of_id is None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


class VisitManager(PageManager):
    """Brings with one page whether it is restricted, and the rows that a visit to it shows.

    `related` are names as `select_related` takes them. Lists of pages stay bare.
    """

    def __init__(self, *related: str) -> None:
        super().__init__()
        self.related = related

    def get(self, *args: Any, **lookup: Any) -> Any:
        pages = self.get_queryset().annotate(restricted=IsRestricted("path"))
        return (pages.select_related(*self.related) if self.related else pages).get(*args, **lookup)
