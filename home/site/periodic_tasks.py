"""Periodic tasks that keep links, search and pictures in order."""

from home.core.periodic import (
    DAY,
    EACH_LOOK,
    WEEK,
    periodic_task,
)
from home.core.services import renditions, statistics

from .services import links


@periodic_task(every=EACH_LOOK)
def make_renditions() -> int:
    return renditions.make_renditions()


@periodic_task(every=DAY)
def refresh_statistics() -> None:
    statistics.refresh_statistics()


@periodic_task(every=WEEK)
def check_links() -> int:
    return links.check_links()
