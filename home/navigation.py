"""Where the header and the footer lead."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from home.models import SiteSettings
from home.routing import home_path
from home.visibility import open_to_all


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. `active` where the reader is there or somewhere beneath it."""

    title: str
    url: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Navigation:
    header: list[Link]
    footer: list[Link]


def navigation(request: HttpRequest, school: SiteSettings) -> Navigation:
    """Return the menu in the reader's language and the links of the footer: one query for both.

    The menu holds the pages directly beneath the home page that an editor put in menus.
    """
    root = home_path(request)
    footer = [block["value"] for block in school.footer_links.raw_data]
    pages = _pages(root, [value.get("page") for value in footer])
    addresses = {page.pk: page.get_url(request) or "" for page in pages}
    return Navigation(
        header=[
            Link(page.title, addresses[page.pk], request.path.startswith(addresses[page.pk]))
            for page in pages
            if page.show_in_menus and page.depth == _menu_depth(root)
        ],
        footer=[
            Link(value["label"], url)
            for value in footer
            if (url := addresses.get(value.get("page")) or value.get("address"))
        ],
    )


def _pages(root: str, pks: list[int | None]) -> list[Page]:
    beneath_home = Q(url_path__startswith=root, depth=_menu_depth(root))
    wanted = Q(beneath_home, show_in_menus=True) | Q(pk__in=[pk for pk in pks if pk])
    pages = open_to_all(Page.objects.filter(wanted)).order_by("path")
    return list(pages.only("title", "url_path", "depth", "show_in_menus", "locale"))


def _menu_depth(root: str) -> int:
    """Return the depth in the tree of what lies directly beneath: /home/ is 2, /home/about/ 3."""
    return root.count("/") + 1
