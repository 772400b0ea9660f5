"""Modality pages: what it is, how it feels, who it is for, and the evidence."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageQuerySet

from courses.pages.panels.modality_page import MODALITY_INDEX_PANELS, MODALITY_PAGE_PANELS
from home.core.addresses import address_above, at_site, full_address
from home.core.blocks.prose import PARAGRAPHS
from home.core.blocks.sources import SourceListBlock
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard, cards_beneath
from home.core.models.dangling_references import OutlivesItsRecords
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager, for_this_reader

from .people import people_among


class ModalityIndexPage(HasOwnAddress, Page):
    """All modalities that have a page, each as a card."""

    lede = page_fields.lede()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["courses_pages.ModalityPage"]
    max_count_per_parent = 1
    template = "courses_pages/modality_index_page.html"
    content_panels = MODALITY_INDEX_PANELS

    class Meta:
        verbose_name = _("modality index")
        verbose_name_plural = _("modality indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {"cards": cards_beneath(self, request)}


class ModalityPage(HasOwnAddress, OutlivesItsRecords, KnowsWhetherRestricted, ShownAsCard, Page):
    """One modality. The courses that teach it come from the curriculum."""

    modality = models.ForeignKey(
        "courses_curriculum.Modality",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("modality"),
        help_text=_("The page lists the courses for this record."),
    )
    lede = page_fields.lede(
        blank=False,
        help_text=_("One or two sentences for the top of the page and its card. Say what it is."),
    )
    picture = page_fields.picture("beside text", "card")
    description = RichTextField(
        _("what it is"),
        features=list(PARAGRAPHS),
        help_text=_(
            "Where it comes from and what's involved, for someone who's never heard of it."
        ),
    )
    feeling = RichTextField(
        _("how it feels"),
        features=list(PARAGRAPHS),
        blank=True,
        help_text=_("What a client feels during and after a session."),
    )
    for_whom = RichTextField(
        _("who it is for"),
        features=list(PARAGRAPHS),
        blank=True,
        help_text=_("Who asks for it and why. Don't promise a cure."),
    )
    not_for = RichTextField(
        _("when to avoid it"),
        features=list(PARAGRAPHS),
        blank=True,
        help_text=_("When to wait and when to ask a doctor first."),
    )
    evidence = RichTextField(
        _("what is known"),
        features=list(PARAGRAPHS),
        blank=True,
        help_text=_("Be careful with claims. Each one needs a source from the list below."),
    )
    sources = StreamField(
        SourceListBlock(),
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Sources for the text above, shown as a numbered list at the end."),
    )

    objects = VisitManager("modality", "picture")

    search_fields = searched(
        "lede", "description", "feeling", "for_whom", "not_for", "evidence", "sources"
    )
    parent_page_types = ["courses_pages.ModalityIndexPage"]
    subpage_types: list[str] = []
    template = "courses_pages/modality_page.html"
    content_panels = MODALITY_PAGE_PANELS

    class Meta:
        verbose_name = _("modality page")
        verbose_name_plural = _("modality pages")

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        return pages.select_related("picture").prefetch_related("picture__renditions")

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede,
            picture=self.picture,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        courses = Page.objects.filter(coursepage__course__modalities=self.modality_id)
        return super().get_context(request, *args, **kwargs) | {
            "course_pages": for_this_reader(courses).order_by("path"),
            "people": people_among(self.practitioners).order_by("title"),
            "index_url": self.index_url(request),
        }

    def index_url(self, request: HttpRequest) -> str:
        """Return the URL of the index above."""
        return address_above(self, request)

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's DefinedTerm."""
        return [
            {
                "@type": "DefinedTerm",
                "name": self.title,
                "description": self.search_description or self.lede,
                "url": full_address(self, request),
                "inDefinedTermSet": at_site(self.index_url(request)),
            }
        ]
