"""The demo's pages, for tests that check every page type in each language."""

from itertools import groupby

from wagtail.models import Page


def pages_by_type() -> list[list[Page]]:
    """Return the published pages, grouped by type and language."""
    live = Page.objects.live().filter(depth__gt=1).order_by("content_type", "locale", "path")
    groups = groupby(live, key=lambda page: (page.content_type_id, page.locale_id))
    return [list(group) for _type, group in groups]


def one_of_each_type() -> list[str]:
    """Return the address of the first page of each type, in each language."""
    return [pages[0].get_url() for pages in pages_by_type()]


def one_of_each_type_in(language: str) -> list[str]:
    """Return one address of each type, in this language if possible, else in the other."""
    kinds: dict[type, Page] = {}
    for pages in pages_by_type():
        page = pages[0].specific_deferred
        if type(page) not in kinds or page.locale.language_code == language:
            kinds[type(page)] = page
    return [page.get_url() for page in kinds.values()]
