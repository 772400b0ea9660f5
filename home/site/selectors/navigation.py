"""The links in the header and the footer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from home.core.addresses import HOME_DEPTH, in_readers_language
from home.core.models.visibility import open_to_all
from home.site.models import SiteSettings

from .routing import home_paths, served_page


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `active` if the reader is on its page or below it."""

    title: str
    url: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Navigation:
    header: list[Link]
    footer: list[Link]


def navigation(request: HttpRequest, school: SiteSettings) -> Navigation:
    """Return the menu in the reader's language and the footer's links.

    The menu has the pages directly below the home page that an editor chose to show in menus.
    """
    root, *first = home_paths(request)
    pages = frame_pages(request)
    addresses = {page.pk: in_readers_language(page.get_url(request) or "") for page in pages}
    return Navigation(
        header=[
            Link(page.title, addresses[page.pk], request.path.startswith(addresses[page.pk]))
            for page in _menu(pages, root, *first)
        ],
        footer=list(_footer(_links(school), pages, addresses, root)),
    )


def _menu(pages: list[Page], root: str, first: str = "") -> list[Page]:
    """Return the menu's pages; untranslated ones follow the others."""
    here = [page for page in pages if page.show_in_menus and _is_in_menu(page, root)]
    translated = {page.translation_key for page in here}
    return here + [
        page
        for page in pages
        if first
        and page.show_in_menus
        and _is_in_menu(page, first)
        and page.translation_key not in translated
    ]


def pages_above(page: Page, request: HttpRequest) -> list[Page]:
    """Return the public ancestors of the served page, from below the home page."""
    above = (each for each in frame_pages(request) if page.path.startswith(each.path))
    return [each for each in above if HOME_DEPTH < each.depth < page.depth]


def frame_pages(request: HttpRequest) -> list[Page]:
    """Return the public pages that the header and footer link to, fetched once per request.

    They are the pages of the menu and the footer with their translations, the served page's versions, and
    its ancestors.
    """
    kept = vars(request)
    if "frame_pages" not in kept:
        chosen = [
            link["page"] for link in _links(SiteSettings.for_request(request)) if link["page"]
        ]
        kept["frame_pages"] = _pages(home_paths(request), chosen, served_page(request))
    return kept["frame_pages"]


def _links(school: SiteSettings) -> list[dict]:
    return [{"page": None} | block["value"] for block in school.footer_links.raw_data]


def _footer(
    footer: list[dict], pages: list[Page], addresses: dict[int, str], root: str
) -> Iterator[Link]:
    """Yield the footer's links. A link to a translated page uses the translation and its title."""
    here = {page.translation_key: page for page in pages if page.url_path.startswith(root)}
    keys = {page.pk: page.translation_key for page in pages}
    for value in footer:
        chosen = value["page"]
        translated = here.get(keys.get(chosen))
        if translated and translated.pk != chosen:
            yield Link(translated.title, addresses[translated.pk])
        elif url := addresses.get(chosen) or value.get("address"):
            yield Link(value["label"], url)


def _pages(roots: list[str], chosen: list[int], served: Page | None) -> list[Page]:
    wanted = Q()
    for root in roots:
        wanted |= Q(url_path__startswith=root, depth=_menu_depth(root), show_in_menus=True)
    if chosen:
        keys = Page.objects.filter(pk__in=chosen).order_by().values("translation_key")
        wanted |= Q(pk__in=chosen) | Q(url_path__startswith=roots[0], translation_key__in=keys)
    if served:
        wanted |= Q(translation_key=served.translation_key)
        wanted |= Page.objects.all().ancestor_of_q(served)
    pages = open_to_all(Page.objects.filter(wanted)).select_related("locale").order_by("path")
    columns = ("title", "url_path", "depth", "show_in_menus", "translation_key", "path")
    return list(pages.only(*columns, "locale__language_code"))


def _is_in_menu(page: Page, root: str) -> bool:
    return page.url_path.startswith(root) and page.depth == _menu_depth(root)


def _menu_depth(root: str) -> int:
    """Return the tree depth of the pages directly below: /home/ is 2, /home/about/ is 3."""
    return root.count("/") + 1
