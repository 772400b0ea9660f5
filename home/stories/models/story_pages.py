"""Stories: articles about the profession, for people who may want to learn it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField

from home.core.addresses import address_above, full_address
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.dangling_references import OutlivesItsRecords
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, open_to_all
from home.people.models import PersonPage
from home.site.models import SiteSettings
from home.site.selectors.sharing import share_picture_url
from home.stories.blocks.body import BodyBlock
from home.stories.panels.story_pages import STORY_PAGE_CONTENT

from .reading import Section, reading_minutes, sections
from .story_days import CarriesItsDays
from .story_queries import StoryManager, StoryQuerySet

RELATED = 3
RECENT = 4


class StoryTag(TaggedItemBase):
    """A tag on a story."""

    content_object = ParentalKey(
        "home_stories.StoryPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class StoryPage(
    HasOwnAddress, OutlivesItsRecords, KnowsWhetherRestricted, ShownAsCard, CarriesItsDays, Page
):
    """One story."""

    lede = page_fields.lede(
        blank=False,
        help_text=_("One or two sentences about what the reader will learn."),
    )
    author = models.ForeignKey(
        "home_people.PersonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
        help_text=_("Someone with a page under People. The story links to it."),
    )
    category = models.ForeignKey(
        "home_stories.StoryCategory",
        models.PROTECT,
        related_name="stories",
        verbose_name=_("category"),
        help_text=_("Where readers will find this story. Shown on its card."),
    )
    tags = ClusterTaggableManager(
        through=StoryTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("A few words that a reader would use to find this story."),
    )
    picture = page_fields.picture("beside text", "card")
    body = page_fields.body(BodyBlock(), blank=False)
    reading_minutes = models.PositiveSmallIntegerField(
        _("minutes to read"), default=1, editable=False
    )

    objects = StoryManager()
    # A translation starts with the same tags, then has its own, in its own language.
    override_translatable_fields = [
        BaseTranslatableField("tags"),
        BaseTranslatableField("tagged_items"),
    ]

    search_fields = searched("lede", "body")
    parent_page_types = ["home_stories.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "home_stories/story_page.html"
    content_panels = [*Page.content_panels, *STORY_PAGE_CONTENT]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index("published_on", name="stories_by_date")]

    def clean(self) -> None:
        super().clean()
        self.reading_minutes = reading_minutes(self.body)

    @classmethod
    def ready_for_cards(cls, pages: StoryQuerySet) -> StoryQuerySet:
        return pages.for_cards()

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede,
            badge=self.category.name,
            picture=self.picture,
            note=self.dates_in_short,
        )

    @property
    def dates_in_short(self) -> str:
        """Return the date and the reading time, as shown on a card."""
        minutes = ngettext("%d min read", "%d min read", self.reading_minutes)
        day = date_format(self.day, "DATE_FORMAT")
        return f"{day} · {minutes % self.reading_minutes}"

    share_kind = "article"  # from https://ogp.me/#types

    @property
    def share_eyebrow(self) -> str:
        """Return the text above the title on the story's share picture."""
        return self.category.name

    @cached_property
    def shown_author(self) -> PersonPage | None:
        """Return the author's page in the story's language, or the existing one."""
        author = self.author
        if author is None or author.locale_id == self.locale_id:
            return author
        translations = open_to_all(author.get_translations()).filter(locale_id=self.locale_id)
        return translations.first() or author

    author_restricted: bool | None = None  # None: not fetched

    @cached_property
    def is_author_public(self) -> bool:
        """Whether the author's page is public; otherwise a story shows only their name."""
        author = self.shown_author
        if author is None or author.pk != self.author_id:
            return author is not None  # a translation is shown only if it is public
        if self.author_restricted is not None:
            return author.live and not self.author_restricted
        return open_to_all(type(author).objects.filter(pk=author.pk)).exists()

    @cached_property
    def sections(self) -> list[Section]:
        return sections(self.body)

    @property
    def contents(self) -> list[Section]:
        """Return the sections for the table of contents."""
        return [section for section in self.sections if section.anchor]

    def index_url(self, request: HttpRequest) -> str:
        """Return the URL of the index above."""
        return address_above(self, request)

    def author_list_url(self, request: HttpRequest) -> str:
        """Return the URL of the list of the author's stories; empty without an author."""
        return f"{self.index_url(request)}author/{self.author.slug}/" if self.author else ""

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's BlogPosting."""
        address = full_address(self, request)
        school = SiteSettings.for_request(request)
        publisher = {
            "@type": "CollegeOrUniversity",
            "name": school.name,
            "url": settings.SITE_URL,
        }
        return [
            {
                "@type": "BlogPosting",
                "headline": self.title,
                "description": self.search_description or self.lede,
                "image": share_picture_url(self, request),
                "datePublished": self.day.isoformat(),
                "dateModified": (self.updated_on or self.day).isoformat(),
                "author": self._author_data(request) or publisher,
                "publisher": publisher,
                "mainEntityOfPage": address,
                "url": address,
                "articleSection": self.category.name,
                "timeRequired": f"PT{self.reading_minutes}M",
                "inLanguage": get_language(),
            }
        ]

    def _author_data(self, request: HttpRequest) -> dict:
        author = self.shown_author
        if not author:
            return {}
        data = {"@type": "Person", "name": author.title}
        if self.is_author_public:
            data["url"] = full_address(author, request)
            data |= {"jobTitle": author.credential} if author.credential else {}
        return data

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.sibling_of(self).readable()
        tags = list(self.tags.all())
        related = stories.for_cards().related_to(self, tags)[:RELATED]
        before, after = stories.beside(self)
        return context | {
            "story_url": full_address(self, request),
            "author_url": self.shown_author.get_url(request) if self.shown_author else "",
            "index_url": self.index_url(request),
            "story_tags": tags,
            "related": [story.card(request) for story in related],
            "recent": stories.exclude(pk=self.pk).defer("body")[:RECENT],
            "before": before,
            "after": after,
        }
