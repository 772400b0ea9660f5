"""The first visit to each page of a new site, against the second. docs/performance.md, row 21."""

from django.core.cache import cache
from django.test import Client

from tests.databases import Databases, demo_template
from tests.demo_pages import one_of_each_type

from .timing import line, median, seconds

NEW_SITES = 3


def first_visits(here: Databases) -> None:
    """Print the page with the worst ratio. Templates are compiled first, as they are once per process."""
    new_site(here)
    pages = one_of_each_type()
    twice(pages)
    ratios: dict[str, list[float]] = {page: [] for page in pages}
    for _site in range(NEW_SITES):
        new_site(here)
        for page, ratio in twice(pages).items():
            ratios[page].append(ratio)
    worst = max(pages, key=lambda page: median(ratios[page]))
    ratio = median(ratios[worst])
    what = f"first visit to the worst of {len(pages)} pages, in second visits"
    line("21", what, ratio, "≤ 3", good=ratio <= 3)
    print(f"      the worst is {worst}")


def new_site(here: Databases) -> None:
    """Use a fresh copy of the demo school, and forget the addresses of the site before it."""
    here.use_copy_of(demo_template(here))
    cache.clear()


def twice(pages: list[str]) -> dict[str, float]:
    """Visit each page twice; how many times as long the first visit takes."""
    visitor = Client()
    return {
        page: seconds(lambda page=page: visitor.get(page))
        / seconds(lambda page=page: visitor.get(page))
        for page in pages
    }
