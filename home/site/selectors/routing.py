"""Finds the page for a URL by the URL itself, in two queries.

Wagtail walks down from the home page, with two queries per level.
"""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_found

from home.core.addresses import route_in
from home.core.models.visibility import open_to_all


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does; see `Page.route_for_request` for where Wagtail looks."""
    found = route(request, path)
    if found and (address := address_of_translation(found.page, request)):
        return HttpResponseRedirect(address)
    vars(request)["_wagtail_route_for_request"] = found  # for `serve_found`
    return serve_found(request, path)


def address_of_translation(page: Page, request: HttpRequest) -> str:
    """Return the page's address in the reader's language; empty if it already is, or has no translation.

    A translation with a slug of its own is not below the first language's path.
    """
    home = home_paths(request)[0]
    if page.url_path.startswith(home):
        return ""
    versions = open_to_all(Page.objects.filter(translation_key=page.translation_key))
    there = versions.filter(url_path__startswith=home).first()
    beneath = route_in(page, there, request) if there else None
    if beneath is None:
        return ""
    return f"{there.get_url(request)}{beneath}{_question(request)}"


def _question(request: HttpRequest) -> str:
    asked = request.GET.urlencode()
    return f"?{asked}" if asked else ""


def served_page(request: HttpRequest) -> Page | None:
    """Return the page that answers this request; None for a form, a list or a preview."""
    found = getattr(request, "_wagtail_route_for_request", None)
    return found[0] if found else None


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at the path, or its nearest ancestor; None if there is none.

    That page handles the rest of the path itself, such as a list below an index. An untranslated page is
    served in the site's first language, at the reader's address.
    """
    parts = [part for part in path.split("/") if part]
    roots = home_paths(request)
    above = {
        root + "".join(f"{part}/" for part in parts[:end]): (order, -end)
        for order, root in enumerate(roots)
        for end in range(len(parts) + 1)
    }
    slugs = [*(root.strip("/").split("/")[-1] for root in roots), *parts]
    pages = Page.objects.filter(slug__in=slugs, url_path__in=above)
    nearest_first = sorted(pages, key=lambda page: above[page.url_path])
    for page in _one_of_each(nearest_first, roots):
        rest = parts[-above[page.url_path][1] :]
        try:
            return page.specific.route(request, rest)
        except Http404:
            continue
    return None


def _one_of_each(pages: list[Page], roots: list[str]) -> Iterator[Page]:
    """Yield the first page below each of the home pages."""
    for root in roots:
        yield from islice((page for page in pages if page.url_path.startswith(root)), 1)


def home_paths(request: HttpRequest) -> list[str]:
    """Return the `url_path` of the home page in the reader's language, then in the site's first."""
    site = Site.find_for_request(request)
    paths = {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if site and root.site_id == site.pk
    }
    wanted = [paths.get(get_language() or ""), paths.get(settings.LANGUAGE_CODE)]
    return [path for path in dict.fromkeys(wanted) if path] or ["/"]
