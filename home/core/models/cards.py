"""Cards: how a page shows itself on a shelf with others.

A page model that wants its own card mixes in `ShownAsCard` and overrides `card`; where the card
needs related rows it overrides `ready_for_cards` too, so that a shelf of a hundred asks the
database no more often than a shelf of ten. Pages that do neither get a plain card.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet

from .visibility import open_to_all


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it counts, such as "125" and "in clinic"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader sees of a page before they open it."""

    title: str
    url: str
    text: str = ""
    badge: str = ""
    facts: tuple[Fact, ...] = ()
    picture: Any = None  # a home_core.Picture
    note: str = ""  # a small line at the foot, such as a date


class ShownAsCard:
    """A page model with a card of its own."""

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        """Return the pages with everything fetched that their cards will read."""
        return pages

    def card(self, request: HttpRequest | None = None) -> Card:
        return plain_card(self, request)


def plain_card(page: Page, request: HttpRequest | None) -> Card:
    """Return the card of any page: its title and what it tells search engines about itself."""
    return Card(page.title, page.get_url(request) or "", page.search_description)


def cards_beneath(index: Page, request: HttpRequest | None = None) -> list[Card]:
    """Return the cards of the public pages directly beneath another, in the order of the tree.

    Asks once for each page model that the index admits, whatever the number of pages.
    """
    admitted = index.specific_class.allowed_subpage_models()
    models = [model for model in admitted if model is not Page]  # every page is one of these, too
    pages = [page for model in models for page in _children(model, index)]
    return [_card(page, request) for page in sorted(pages, key=lambda page: page.path)]


def _children(model: type[Page], index: Page) -> PageQuerySet:
    pages = open_to_all(model.objects.child_of(index))
    return model.ready_for_cards(pages) if issubclass(model, ShownAsCard) else pages


def _card(page: Page, request: HttpRequest | None) -> Card:
    return page.card(request) if isinstance(page, ShownAsCard) else plain_card(page, request)
