"""Cards: how a page appears in lists of pages.

A page model with its own card mixes in `ShownAsCard` and overrides `card`; if the card needs related rows,
it also overrides `ready_for_cards`, so that a list of a hundred takes no more queries than a list of ten.
Pages that do neither get a plain card.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet

from .visibility import open_to_all


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and its label, such as "125" and "in clinic"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader sees of a page in a list."""

    title: str
    url: str
    text: str = ""
    badge: str = ""
    facts: tuple[Fact, ...] = ()
    picture: Any = None  # a home_core.Picture
    note: str = ""  # a small line at the bottom, such as a date


class ShownAsCard:
    """A page model with its own card."""

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        """Return the pages with everything that their cards need already fetched."""
        return pages

    def card(self, request: HttpRequest | None = None) -> Card:
        return plain_card(self, request)


def plain_card(page: Page, request: HttpRequest | None) -> Card:
    """Return the default card of any page: its title and search description."""
    return Card(page.title, page.get_url(request) or "", page.search_description)


def cards_beneath(index: Page, request: HttpRequest | None = None) -> list[Card]:
    """Return the cards of the public pages directly below another, in tree order.

    One query for each page model that the index allows, whatever the number of pages.
    """
    admitted = index.specific_class.allowed_subpage_models()
    models = [model for model in admitted if model is not Page]  # every page is also one of these
    pages = [page for model in models for page in _children(model, index)]
    return [_card(page, request) for page in sorted(pages, key=lambda page: page.path)]


def _children(model: type[Page], index: Page) -> PageQuerySet:
    pages = open_to_all(model.objects.child_of(index))
    return model.ready_for_cards(pages) if issubclass(model, ShownAsCard) else pages


def _card(page: Page, request: HttpRequest | None) -> Card:
    return page.card(request) if isinstance(page, ShownAsCard) else plain_card(page, request)
