"""READ: queries for stories. Each takes the same number of queries for ten stories and a thousand."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractMonth, ExtractYear
from wagtail.models import Page, PageManager, PageQuerySet

from home.core.models.visibility import IsRestricted, for_this_reader, open_to_all

SAME_CATEGORY = 1  # the weight of a shared category, relative to one shared tag
NEWEST_FIRST = ("-published_on", "-pk")


@dataclass(frozen=True, slots=True)
class Topic:
    """A way to filter stories: by category, tag, author or month."""

    slug: str
    label: str
    number: int

    @property
    def month(self) -> datetime.date:
        """Return the first day of the month for a month's slug, such as 202605."""
        return datetime.date(int(self.slug[:4]), int(self.slug[4:]), 1)


@dataclass(frozen=True, slots=True)
class Topics:
    """The available filters: most used tags and newest months first, the rest by name."""

    categories: list[Topic]
    tags: list[Topic]
    authors: list[Topic]
    months: list[Topic]


class StoryQuerySet(PageQuerySet):
    def readable(self) -> "StoryQuerySet":
        """Return the public stories, newest first."""
        return open_to_all(self).order_by(*NEWEST_FIRST)

    def for_this_reader(self) -> "StoryQuerySet":
        """Return the public stories in the reader's language."""
        return for_this_reader(self).order_by(*NEWEST_FIRST)

    def for_cards(self) -> "StoryQuerySet":
        related = self.select_related("category", "picture").defer("body")
        return related.prefetch_related("picture__renditions")

    def for_feed(self) -> "StoryQuerySet":
        return self.select_related("category", "locale", "author").prefetch_related(
            "tagged_items__tag"
        )

    def in_month(self, year: int, month: int) -> "StoryQuerySet":
        return self.filter(published_on__year=year, published_on__month=month)

    def related_to(self, story: Page, tags: list) -> "StoryQuerySet":
        """Return other stories that share tags or the category, those that share most first."""
        shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
        same = Case(
            When(category=story.category_id, then=SAME_CATEGORY),
            default=0,
            output_field=IntegerField(),
        )
        scored = self.exclude(pk=story.pk).annotate(nearness=shared + same)
        return scored.filter(nearness__gt=0).order_by("-nearness", *NEWEST_FIRST)

    def beside(self, story: Page) -> tuple:
        """Return the previous and the next story, by date; None if there is none."""
        others = self.exclude(pk=story.pk)
        day = Q(published_on=story.day)
        if story.pk:
            earlier = Q(published_on__lt=story.day) | (day & Q(pk__lt=story.pk))
        else:  # an unsaved story comes after those of its day
            earlier = Q(published_on__lte=story.day)
        before = others.filter(earlier).order_by(*NEWEST_FIRST).values("pk")[:1]
        after = others.exclude(earlier).order_by("published_on", "pk").values("pk")[:1]
        either = others.filter(Q(pk__in=before) | Q(pk__in=after)).defer("body")
        found = list(either.annotate(is_earlier=_whether(earlier)))
        return (
            next((each for each in found if each.is_earlier), None),
            next((each for each in found if not each.is_earlier), None),
        )

    def topics(self) -> Topics:
        """Return every filter for these stories, with its count: one query."""
        stories = self.order_by()
        month = ExtractYear("published_on") * 100 + ExtractMonth("published_on")
        rows = _counted(stories, "category", F("category__slug"), F("category__name")).union(
            _counted(stories.filter(tags__isnull=False), "tag", F("tags__slug"), F("tags__name")),
            _counted(
                stories.filter(author__isnull=False),
                "author",
                F("author__slug"),
                F("author__title"),
            ),
            _counted(stories, "month", month, Value("")),
            all=True,
        )
        found: dict[str, list[Topic]] = {}
        for kind, slug, label, number in rows:
            found.setdefault(kind, []).append(Topic(slug, label, number))
        return Topics(
            categories=sorted(found.get("category", []), key=_by_name),
            tags=sorted(found.get("tag", []), key=lambda tag: (-tag.number, *_by_name(tag))),
            authors=sorted(found.get("author", []), key=_by_name),
            months=sorted(found.get("month", []), key=lambda topic: topic.slug, reverse=True),
        )


def _counted(
    stories: StoryQuerySet, kind: str, slug: Combinable, label: Combinable | Value
) -> PageQuerySet:
    named = stories.values(
        topic_kind=Value(kind, CharField()),
        topic_slug=Cast(slug, CharField()),
        topic_label=Cast(label, CharField()),
    )
    return named.annotate(number=Count("pk")).values_list(
        "topic_kind", "topic_slug", "topic_label", "number"
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _by_name(topic: Topic) -> tuple[str, str]:
    return topic.label.casefold(), topic.slug


StoryPages: Any = PageManager.from_queryset(StoryQuerySet)


class StoryManager(StoryPages):
    """Fetches with a single story what its page needs. Lists of stories are fetched without it."""

    def get(self, *args: Any, **lookup: Any) -> Any:
        related = self.get_queryset().select_related("category", "picture", "author__photo")
        known = related.annotate(
            restricted=IsRestricted("path"), author_restricted=IsRestricted("author__path")
        )
        return known.get(*args, **lookup)
