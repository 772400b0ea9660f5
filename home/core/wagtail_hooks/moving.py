"""Prevents moving a page to an address that something else answers."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.models import Page

from home.core.reserved_addresses import is_taken


@hooks.register("before_move_page")
def refuse_taken_address(request: HttpRequest, page: Page, parent: Page) -> HttpResponse | None:
    return refusal(request, [page], parent)


@hooks.register("before_bulk_action")
def refuse_taken_addresses(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    if not isinstance(action, MoveBulkAction):
        return None
    return refusal(request, objects, action.cleaned_form.cleaned_data["chooser"])


def refusal(request: HttpRequest, pages: Iterable[Page], parent: Page) -> HttpResponse | None:
    """Refuse the move and name the page that would be unreachable; None if all are fine."""
    for page in pages:
        for version in (page, page.get_latest_revision_as_object()):
            if is_taken(version.slug, parent):
                messages.error(request, in_words(version, parent))
                return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def in_words(page: Page, parent: Page) -> str:
    return gettext(
        "“%(page)s” was not moved. Under “%(parent)s”, “%(slug)s” is already used by another part "
        "of the site. Give the page a different address first."
    ) % {"page": page.title, "parent": parent.title, "slug": page.slug}
