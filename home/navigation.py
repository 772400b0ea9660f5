"""The main navigation: the pages directly beneath the home page that an editor put in menus."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A place to go. `active` where the reader is there or somewhere beneath it."""

    title: str
    url: str
    active: bool


def site_navigation(request: HttpRequest) -> list[NavigationItem]:
    """Return the main navigation in the reader's language; two queries at most."""
    site = Site.find_for_request(request)
    root_path = _home_path(site) if site else None
    if not root_path:
        return []
    # A page's url_path has one slash more than its depth in the tree is deep: /home/about/ is 3.
    beneath = Page.objects.filter(
        url_path__startswith=root_path, depth=root_path.count("/") + 1, show_in_menus=True
    )
    pages = beneath.live().public().order_by("path").only("pk", "title", "url_path", "locale")
    return [_item(page, request) for page in pages]


def _home_path(site: Site) -> str | None:
    """Return the url_path of the site's home page in the reader's language, else in its first."""
    paths = {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk
    }
    return paths.get(get_language() or "") or next(iter(paths.values()), None)


def _item(page: Page, request: HttpRequest) -> NavigationItem:
    url = page.get_url(request) or ""
    return NavigationItem(page.title, url, bool(url) and request.path.startswith(url))
