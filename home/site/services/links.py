"""WRITE: follow every link on the published pages, over HTTP like a reader."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urljoin
from urllib.request import Request, urlopen

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home.core.addresses import full_address
from home.core.models.visibility import open_to_all
from home.site.models import BrokenLink

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds
LARGEST_PAGE = 2_000_000  # bytes
# Status codes of servers that block us but would admit a person's browser.
SHY = {401, 403, 405, 429, 999}


def check_links() -> int:
    """Replace the report with the links that are broken now; return how many.

    A page that does not answer is reported under its own address.
    """
    pages_by_link = links_of_pages()
    broken = []
    for address, pages in pages_by_link.items():
        problem = problem_with(address)
        if problem:
            logger.info("A broken link: %s: %s", address, problem)
            broken += [(page, address, problem) for page in pages]
    replace_report(broken)
    return len(broken)


def links_of_pages() -> dict[str, list[int]]:
    """Return each address that pages link to, with those pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for page in open_to_all(Page.objects.filter(depth__gt=1)).order_by("path"):
        url = full_address(page)
        for address in links_on(url) if url else ():
            found[address].append(page.pk)
    return found


def links_on(url: str) -> list[str]:
    """Return the addresses in a page's main element, without duplicates or fragments."""
    try:
        html = fetch(url)
    except (OSError, HTTPException):
        return [url]
    return list(dict.fromkeys(urldefrag(urljoin(url, href)).url for href in hrefs_in(html)))


def fetch(url: str, method: str = "GET") -> bytes:
    request = Request(url, method=method, headers={"User-Agent": "Practicum link check"})
    with urlopen(request, timeout=TIMEOUT) as response:
        return response.read(LARGEST_PAGE)


def problem_with(address: str) -> str:
    """Return what is wrong with an address, in a few words; empty if it works."""
    for method in ("HEAD", "GET"):
        try:
            fetch(address, method)
            return ""
        except HTTPError as error:
            problem = "" if error.code in SHY else f"{error.code} {error.reason}"
        except (URLError, OSError, HTTPException, ValueError) as error:
            problem = str(getattr(error, "reason", error))
        if not problem:
            return ""
    return problem[:200]


class Links(HTMLParser):
    """Collects the links inside <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        href = dict(attrs).get("href")
        if self.inside and tag == "a" and href:
            self.found.append(href)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"


def hrefs_in(html: bytes) -> Iterator[str]:
    """Yield the links a reader could follow: paths on this site and web addresses."""
    links = Links()
    links.feed(html.decode("utf-8", "replace"))
    for href in links.found:
        if href.startswith(("http://", "https://", "/")):
            yield href


@transaction.atomic
def replace_report(broken: list[tuple[int, str, str]]) -> None:
    now = timezone.now()
    BrokenLink.objects.all().delete()
    BrokenLink.objects.bulk_create(
        BrokenLink(page_id=page, address=address[:2000], problem=problem, found_at=now)
        for page, address, problem in broken
    )
