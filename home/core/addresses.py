"""Addresses of this site: in the reader's language, and as mail and other sites refer to them."""

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

HOME_DEPTH = 2  # of the page at /; the tree's root has depth 1 and no address
# The query parameters that pages and forms read. Anything else was added by someone else.
ASKED = ("q", "hours", "program", "state")


def in_readers_language(address: str) -> str:
    """Return a path such as /clinic/ in the reader's language; other addresses are unchanged."""
    language = get_language()
    if language in (None, settings.LANGUAGE_CODE) or not address.startswith("/"):
        return address
    if address.startswith(f"/{language}/"):
        return address
    with override(settings.LANGUAGE_CODE):
        return translate_url(address, language)


def at_site(path: str) -> str:
    """Return a path's absolute URL at SITE_URL, for mail and other sites, whatever the request's host."""
    return f"{settings.SITE_URL}{path}"


def full_address(page: Page, request: HttpRequest | None = None) -> str:
    """Return a page's absolute URL at SITE_URL, for mail and other sites; empty if it is outside the site.

    Wagtail's own `full_url` uses the host stored in its Site, which nobody would think to change. Only a
    page of a second Site, whose URL is already absolute, has that site's host.
    """
    address = page.get_url(request) or ""
    return at_site(address) if address.startswith("/") else address


def known_address(page: Page, request: HttpRequest, number: int = 1) -> str:
    """Return the canonical address of what is shown, however the reader got there.

    This is the address of the page, of a list below it, or of the list's page `number`, without query
    parameters that the reader or an email added. Empty for a page outside the site.
    """
    address = full_address(page, request)
    question = f"?page={number}" if number > 1 else ""
    return f"{address}{route_beneath(page, request)}{question}" if address else ""


def route_beneath(page: Page, request: HttpRequest) -> str:
    """Return the subpath shown below the page's own address, such as category/study/; usually empty."""
    match = getattr(request, "routable_resolver_match", None)
    return page.reverse_subpage(match.url_name, match.args, match.kwargs) if match else ""


def route_in(page: Page, other: Page, request: HttpRequest) -> str | None:
    """Return the same subpath below the page's version in another language; None if it has none."""
    route, match = route_beneath(page, request), getattr(request, "routable_resolver_match", None)
    if route and other.pk != page.pk and hasattr(page, "route_in"):
        return page.route_in(other, match)
    return route


def question_of(request: HttpRequest) -> str:
    """Return the reader's own query string, such as ?hours=9, for links to the same view; may be empty."""
    asked = QueryDict(mutable=True)
    for name in ASKED:
        if name in request.GET:
            asked.setlist(name, request.GET.getlist(name))
    return f"?{asked.urlencode()}" if asked else ""


def address_at(url_path: str | None, request: HttpRequest | None = None) -> str:
    """Return a page's address from its `url_path` alone; empty if there is none."""
    return (Page(url_path=url_path).get_url(request) or "") if url_path else ""


def address_above(page: Page, request: HttpRequest | None = None) -> str:
    """Return the address of the parent page, derived from this page's address without a query.

    For a page that is not saved yet and has no address, return the front page's.
    """
    return (page.get_url(request) or "").rstrip("/").rpartition("/")[0] + "/"
