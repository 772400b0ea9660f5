"""The people whom visitors meet on the site: those who teach, those who graduated, those who write."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet

from courses.panels import PERSON_INDEX_PANELS, PERSON_PAGE_PANELS
from home.blocks.prose import SECTIONS
from home.cards import Card, ShownAsCard, cards_beneath
from home.models import StoryPage
from home.visibility import KnowsWhetherRestricted, is_restricted

STORIES_SHOWN = 3


class PersonIndexPage(Page):
    """Everybody who has a page."""

    lede = models.TextField(_("lede"), max_length=300, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.PersonPage"]
    max_count_per_parent = 1
    template = "courses/person_index_page.html"
    content_panels = PERSON_INDEX_PANELS

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {"cards": cards_beneath(self, request)}


class PersonPageManager(PageManager):
    """Brings with one page the photo that a visit to it shows."""

    def get(self, *args, **lookup) -> "PersonPage":
        related = self.get_queryset().select_related("photo")
        return related.annotate(restricted=is_restricted()).get(*args, **lookup)


class PersonPage(KnowsWhetherRestricted, ShownAsCard, Page):
    """One person; the page's title is their name."""

    class Kind(models.TextChoices):
        FACULTY = "faculty", _("Faculty")
        GRADUATE = "graduate", _("Graduate")
        AUTHOR = "author", _("Author")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FACULTY)
    credential = models.CharField(
        _("credential"),
        max_length=120,
        blank=True,
        help_text=_("Such as: LMT, licensed massage therapist. It stands beside the name."),
    )
    photo = models.ForeignKey(
        "home.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    lede = models.TextField(_("lede"), max_length=300, blank=True)
    biography = RichTextField(_("biography"), features=list(SECTIONS), blank=True)

    objects = PersonPageManager()

    parent_page_types = ["courses.PersonIndexPage"]
    subpage_types: list[str] = []
    template = "courses/person_page.html"
    content_panels = PERSON_PAGE_PANELS

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        return pages.select_related("photo").prefetch_related("photo__renditions")

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede,
            note=self.credential,
            picture=self.photo,
        )

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.filter(author=self.pk).readable().for_cards()[:STORIES_SHOWN]
        return context | {
            "story_cards": [story.card(request) for story in stories],
            "stories_url": f"{stories[0].index_url(request)}author/{self.slug}/" if stories else "",
        }
