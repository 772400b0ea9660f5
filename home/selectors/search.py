"""READ: what visitors look for. Wagtail's index finds words; near titles help whoever mistyped."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet

from home.visibility import open_to_all

LONGEST = 100  # characters of a question that are read
NEAR = 0.72  # how alike two words must be, from 0 to 1, to be offered
SUGGESTIONS = 5
TITLES = 2_000  # how many titles a mistyped word is held against


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose title is near to what was typed."""

    title: str
    url: str


def found_pages(question: str, language: str) -> PageQuerySet:
    """Return the public pages of a language in which every word of the question occurs, best first."""
    public = open_to_all(Page.objects.filter(depth__gt=1, locale__language_code=language))
    words = " ".join(re.findall(r"\w+", question[:LONGEST]))  # signs mean something to an index
    # The index knows a page's number, and neither languages nor restrictions.
    pages = Page.objects.filter(pk__in=public.order_by().values("pk"))
    return pages.search(words, operator="and") if words else Page.objects.none()


def suggestions(question: str, language: str, request: HttpRequest) -> list[Suggestion]:
    """Return pages with a word in their titles like one that was typed: for slips of the finger."""
    pages = open_to_all(Page.objects.filter(depth__gt=2, locale__language_code=language))
    titled = list(pages.only("title", "url_path", "depth", "locale", "path")[:TITLES])
    words = {word for page in titled for word in words_of(page.title)}
    near = {
        match
        for typed in words_of(question[:LONGEST])
        for match in get_close_matches(typed, words, n=3, cutoff=NEAR)
    }
    ranked = sorted(titled, key=lambda page: -len(near & words_of(page.title)))
    return [
        Suggestion(page.title, page.get_url(request) or "")
        for page in ranked[:SUGGESTIONS]
        if near & words_of(page.title)
    ]


def words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}
