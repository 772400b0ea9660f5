"""READ: dated figures, such as prices and pay, and which of them need review."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import Model
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page

from home.core.fields.dated import Dated, DatedValue
from home.core.models.actors import Actor
from home.core.school_time import today

WARN_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FactToReview:
    """A fact to review, named as an editor would look for it."""

    about: Model  # the page or record that holds it
    name: str
    review_by: date


def facts_to_review(pages: Iterable[Page]) -> list[FactToReview]:
    """Return the facts due for review within a month or overdue, on these pages and in all records.

    Oldest first. The pages must be specific.
    """
    on_pages = ((page, *fact) for page in pages for fact in dated_facts(page))
    latest = today() + WARN_BEFORE
    found = [
        FactToReview(about, name, dated.review_by)
        for about, name, dated in chain(on_pages, dated_records())
        if dated.review_by and dated.review_by <= latest
    ]
    return sorted(found, key=lambda fact: fact.review_by)


def facts_for(user: Actor, facts: list[FactToReview]) -> list[FactToReview]:
    """Return the facts that this user may change."""
    theirs = AdminURLFinder(user)
    return [fact for fact in facts if theirs.get_edit_url(fact.about)]


def dated_records() -> Iterator[tuple[Model, str, Dated]]:
    """Yield dated facts outside of pages: each record, the fact's name, and its dates.

    An app adds its own with a function without arguments under Wagtail's hook `dated_records`.
    """
    return chain.from_iterable(records() for records in hooks.get_hooks("dated_records"))


def dated_facts(page: Page) -> Iterator[tuple[str, Dated | DatedValue]]:
    """Yield every dated fact of a page: those it names itself, and those in its blocks."""
    if hasattr(page, "own_dated_facts"):
        yield from page.own_dated_facts()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from within(getattr(page, field.name), str(field.verbose_name))


def within(value: Any, name: str) -> Iterator[tuple[str, DatedValue]]:
    if isinstance(value, DatedValue):
        yield name, value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from within(child.value, str(child.block.label or name))
    elif isinstance(value, StructValue):
        named = str(value.get("heading") or value.get("label") or name)
        for each in value.values():
            yield from within(each, named)
    elif isinstance(value, ListValue):
        for each in value:
            yield from within(each, name)
