"""Which page an address leads to: found by the address itself, in two queries.

Wagtail walks down from the home page, and asks twice a level.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_found


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page of the site, as Wagtail does; see `Page.route_for_request` for where it looks."""
    request._wagtail_route_for_request = route(request, path)
    return serve_found(request, path)


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the nearest page above or at the address; None where it leads nowhere.

    What remains of the address is that page's own matter, such as a list beneath an index.
    """
    root = home_path(request)
    parts = [part for part in path.split("/") if part]
    paths = [root + "".join(f"{part}/" for part in parts[:end]) for end in range(len(parts) + 1)]
    slugs = [root.strip("/").split("/")[-1], *parts]
    nearest = Page.objects.filter(slug__in=slugs, url_path__in=paths).order_by("-depth").first()
    if nearest is None:
        return None
    rest = parts[nearest.url_path.count("/") - root.count("/") :]
    try:
        return nearest.specific.route(request, rest)
    except Http404:
        return None


def home_path(request: HttpRequest) -> str:
    """Return the url_path of the site's home page in the reader's language, else in its first."""
    site = Site.find_for_request(request)
    paths = {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if site and root.site_id == site.pk
    }
    return paths.get(get_language() or "") or next(iter(paths.values()), "/")
