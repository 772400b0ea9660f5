"""Deletes outdated redirects when Wagtail would create them, and when a page goes live."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from home.site.services.old_addresses import end_redirects_at, end_redirects_beneath


def page_went_live(instance: Page, **_details: Any) -> None:
    end_redirects_at(instance)


def page_took_an_address(instance: Page, **_details: Any) -> None:
    end_redirects_beneath(instance)


def watch_addresses() -> None:
    page_published.connect(page_went_live, dispatch_uid="portal.old_addresses.live")
    page_slug_changed.connect(page_took_an_address, dispatch_uid="portal.old_addresses.slug")
    post_page_move.connect(page_took_an_address, dispatch_uid="portal.old_addresses.move")
