"""READ: site search. Wagtail's index finds words; similar titles help with typos."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Expression
from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet, get_page_models

from home.core.domain.plain_words import plain
from home.core.models.visibility import open_to_all

LONGEST = 100  # characters of a query that are read
NEAR = 0.72  # minimum similarity of two words, from 0 to 1, for a suggestion
SUGGESTIONS = 5
TITLES = 2_000  # how many titles a mistyped word is compared with
TYPED = 4  # maximum number of mistyped words: each is compared with every word of every title
LONGEST_WORD = 30  # characters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose title resembles the query."""

    title: str
    url: str


def found_pages(question: str, language: str) -> PageQuerySet:
    """Return the public pages in a language that contain every word of the query, best first."""
    public = open_to_all(Page.objects.filter(depth__gt=1, locale__language_code=language))
    # The index stores only a page's key, not its language or restrictions.
    pages = Page.objects.filter(pk__in=public.order_by().values("pk"))
    # A detached accent would split a word; other symbols have a meaning in index queries.
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", question)[:LONGEST])
    if not words:
        return Page.objects.none()
    found = pages.search(" ".join(words), operator="and").get_queryset()
    return found.order_by(words_in_title(words).desc(), *found.query.order_by)


def words_in_title(words: list[str]) -> Expression:
    """Return how many of the words a page's title contains: a topic ranks above a mention."""
    each = [
        Case(When(title__icontains=word, then=1), default=0, output_field=IntegerField())
        for word in dict.fromkeys(words)
    ]
    return sum(each, Value(0))


def ledes_of(pages: list[Page]) -> dict[int, str]:
    """Return the ledes of pages of any type, by key: one query."""
    numbers = [page.pk for page in pages]
    models = [model for model in get_page_models() if hasattr(model, "lede")]
    first, *others = (
        model.objects.filter(pk__in=numbers).order_by().values_list("pk", "lede")
        for model in models
    )
    return dict(first.union(*others, all=True)) if numbers else {}


def suggestions(question: str, language: str, request: HttpRequest) -> list[Suggestion]:
    """Return pages whose titles contain a word similar to one in the query, to catch typos."""
    pages = open_to_all(Page.objects.filter(depth__gt=2, locale__language_code=language))
    titled = list(pages.only("title", "url_path", "depth", "locale", "path")[:TITLES])
    words = {word for page in titled for word in words_of(page.title)}
    near = {
        match
        for typed in sorted(words_of(question[:LONGEST]))[:TYPED]
        for match in get_close_matches(typed[:LONGEST_WORD], words, n=3, cutoff=NEAR)
    }
    ranked = sorted(titled, key=lambda page: -len(near & words_of(page.title)))
    return [
        Suggestion(page.title, page.get_url(request) or "")
        for page in ranked[:SUGGESTIONS]
        if near & words_of(page.title)
    ]


def words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", plain(text)) if len(word) > 2}
