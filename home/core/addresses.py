"""Addresses of this site: as the reader's language has them, and as those elsewhere know them."""

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

HOME_DEPTH = 2  # of the page at /: the tree's root, which has no address, is 1
# What pages and forms read from the question in their address. Whatever else stands there is somebody's own.
ASKED = ("q", "hours", "program", "state")


def in_readers_language(address: str) -> str:
    """Return where a path such as /clinic/ is in the reader's language; anything else as it is."""
    language = get_language()
    if language in (None, settings.LANGUAGE_CODE) or not address.startswith("/"):
        return address
    if address.startswith(f"/{language}/"):
        return address
    with override(settings.LANGUAGE_CODE):
        return translate_url(address, language)


def at_site(path: str) -> str:
    """Return the whole address of a path, for mail and other sites: at SITE_URL, whoever asks."""
    return f"{settings.SITE_URL}{path}"


def full_address(page: Page, request: HttpRequest | None = None) -> str:
    """Return a page's address for mail and other sites, at SITE_URL; empty for a page outside the site.

    Wagtail's own `full_url` names the host that is kept with its Site, which nobody would think to change.
    Only a page of a second Site, whose address is whole already, has that one's host.
    """
    address = page.get_url(request) or ""
    return at_site(address) if address.startswith("/") else address


def known_address(page: Page, request: HttpRequest, number: int = 1) -> str:
    """Return the address under which what is shown should be known, however the reader came to it.

    That is the page's, or that of a list beneath it, or of the list's page `number`; without a question
    that the reader or an email put there. Empty for a page outside the site.
    """
    address = full_address(page, request)
    question = f"?page={number}" if number > 1 else ""
    return f"{address}{route_beneath(page, request)}{question}" if address else ""


def route_beneath(page: Page, request: HttpRequest) -> str:
    """Return what is shown beneath the page's own address, such as category/study/; mostly nothing."""
    match = getattr(request, "routable_resolver_match", None)
    return page.reverse_subpage(match.url_name, match.args, match.kwargs) if match else ""


def route_in(page: Page, other: Page, request: HttpRequest) -> str | None:
    """Return what is shown, beneath the page's version in another language; None where that has it not."""
    route, match = route_beneath(page, request), getattr(request, "routable_resolver_match", None)
    if route and other.pk != page.pk and hasattr(page, "route_in"):
        return page.route_in(other, match)
    return route


def question_of(request: HttpRequest) -> str:
    """Return what the reader asked, to be asked again elsewhere: ?hours=9, or nothing."""
    asked = QueryDict(mutable=True)
    for name in ASKED:
        if name in request.GET:
            asked.setlist(name, request.GET.getlist(name))
    return f"?{asked.urlencode()}" if asked else ""


def address_at(url_path: str | None, request: HttpRequest | None = None) -> str:
    """Return the address of a page of which only the `url_path` is known; empty where none is."""
    return (Page(url_path=url_path).get_url(request) or "") if url_path else ""


def address_above(page: Page, request: HttpRequest | None = None) -> str:
    """Return the address of the page above, read off this one's own: no query.

    The front page's, for a page that is still being written and has none.
    """
    return (page.get_url(request) or "").rstrip("/").rpartition("/")[0] + "/"
