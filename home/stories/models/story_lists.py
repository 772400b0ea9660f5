"""READ: which lists of stories exist, and which lists in two languages correspond."""

from collections.abc import Iterator
from typing import Any

from .story_queries import StoryQuerySet, Topics

# By kind of list: the field with the slug, and the field that identifies it in every language.
SLUGS = {"category": "category__slug", "tag": "tags__slug", "author": "author__slug"}
THINGS = {
    "category": "category__translation_key",
    "tag": "tags__pk",
    "author": "author__translation_key",
}


def same_list(
    kind: str, asked: dict[str, Any], here: StoryQuerySet, there: StoryQuerySet
) -> dict[str, Any] | None:
    """Return the route arguments of the corresponding list; None if no story there is in it."""
    if kind == "month":
        return asked if there.in_month(int(asked["year"]), int(asked["month"])).exists() else None
    if kind not in SLUGS:
        return asked
    slug, thing = SLUGS[kind], THINGS[kind]
    same = here.filter(**{slug: asked["slug"]}).values(thing)[:1]
    found = there.filter(**{f"{thing}__in": same}).values_list(slug, flat=True).first()
    return {"slug": found} if found else None


def lists_of(topics: Topics) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every list and feed below an index: the route's name and its arguments."""
    yield from ((name, {}) for name in ("all", "feed", "atom", "topics"))
    named = {"category": topics.categories, "tag": topics.tags, "author": topics.authors}
    for kind, found in named.items():
        yield from ((kind, {"slug": topic.slug}) for topic in found)
    for topic in topics.months:
        yield "month", {"year": topic.slug[:4], "month": topic.slug[4:]}
