"""Sections that other parts of the site add to a person's page, such as the courses they teach.

A function under Wagtail's hook `person_page_sections` takes the page and the request, and returns a
Section, or None for a page without it. The hook's order is the sections' order.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Section:
    """A template and its context, whose names no other section of the page uses."""

    template: str
    context: dict[str, Any]
    is_beside: bool = False  # next to the biography; otherwise below it


def sections_of(page: Page, request: HttpRequest) -> list[Section]:
    """Return the page's sections, in order."""
    found = (section(page, request) for section in hooks.get_hooks("person_page_sections"))
    return [section for section in found if section]
