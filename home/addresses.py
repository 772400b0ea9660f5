"""Addresses of this site: as the reader's language has them, and as those elsewhere know them."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page


def in_readers_language(address: str) -> str:
    """Return where a path such as /clinic/ is in the reader's language; anything else as it is."""
    language = get_language()
    if language in (None, settings.LANGUAGE_CODE) or not address.startswith("/"):
        return address
    if address.startswith(f"/{language}/"):
        return address
    with override(settings.LANGUAGE_CODE):
        return translate_url(address, language)


def full_address(page: Page) -> str:
    """Return a page's address for mail and other sites, at SITE_URL; empty for a page outside the site.

    Wagtail's own `full_url` names the host that is kept with its Site, which nobody would think to change.
    """
    path = page.get_url()
    return f"{settings.SITE_URL}{path}" if path else ""


def address_at(url_path: str | None, request: HttpRequest | None = None) -> str:
    """Return the address of a page of which only the `url_path` is known; empty where none is."""
    return (Page(url_path=url_path).get_url(request) or "") if url_path else ""


def address_above(page: Page, request: HttpRequest | None = None) -> str:
    """Return the address of the page above, read off this one's own: no query.

    The front page's, for a page that is still being written and has none.
    """
    return (page.get_url(request) or "").rstrip("/").rpartition("/")[0] + "/"
