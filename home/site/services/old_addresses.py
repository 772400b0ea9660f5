"""WRITE: when a page takes an address, delete the redirects that earlier moves left there."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def end_redirects_at(page: Page) -> None:
    """Delete those at the addresses of a page and its lists."""
    end_redirects_at_all([page])


def end_redirects_beneath(page: Page) -> None:
    """Delete those at the addresses of a page and everything below it."""
    live = page.get_descendants(inclusive=True).live().defer_streamfields()
    end_redirects_at_all(live.specific().iterator())


def end_redirects_at_all(pages: Iterable[Page]) -> None:
    taken: dict[int | None, list[str]] = defaultdict(list)
    for page in pages:
        site, _root, path = page.get_url_parts() or (None, None, None)
        if path is not None:
            routes = {"/", *page.get_route_paths()}
            taken[site] += [Redirect.normalise_path(path.rstrip("/") + each) for each in routes]
    for site, addresses in taken.items():
        made_by_moves = Redirect.objects.filter(automatically_created=True, site=site)
        made_by_moves.filter(old_path__in=addresses).delete()
