"""Keeps the page of an event with registrations until the event is over."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from home.events.models import EventPage
from home.events.selectors.events import kept_for_registrations


@hooks.register("before_delete_page")
def keep_registered_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_registered_pages(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    if action_type == "delete" and issubclass(action.model, Page):
        return refusal(request, objects)
    return None


def refusal(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuse, naming the page at or below these that must stay; None if there is none."""
    for page in pages:
        below = EventPage.objects.descendant_of(page, inclusive=True)
        kept = kept_for_registrations(below).first()
        if kept:
            messages.error(request, in_words(kept))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def in_words(page: EventPage) -> str:
    return gettext(
        "“%(page)s” cannot be deleted because people have registered for the event, and their "
        "emails link to the page. Cancel the event instead. Once the event is over, you can "
        "delete the page."
    ) % {"page": page.title}
