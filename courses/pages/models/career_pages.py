"""The careers page: the path to a license, places to work, pay."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet

from courses.licensing.selectors.path_to_license import path_to_license
from courses.pages.blocks.career import CareersBodyBlock, PathBlock
from courses.pages.panels.careers_page import CAREERS_PAGE_PANELS
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager
from home.core.school_time import today


class CareersPage(HasOwnAddress, KnowsWhetherRestricted, ShownAsCard, Page):
    """Its timeline reads hours from the licensing standard; editors write the rest."""

    eyebrow = page_fields.eyebrow()
    lede = page_fields.lede()
    actions = page_fields.buttons()
    hero_picture = page_fields.picture("beside text", "card")
    standard = models.ForeignKey(
        "courses_standards.LicensingStandard",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("licensing standard"),
        help_text=_("The board whose required hours appear in the timeline."),
    )
    path_heading = models.CharField(
        _("heading of the timeline"),
        max_length=90,
        blank=True,
        help_text=_("Leave empty to use “Path to a license” as the heading."),
    )
    path_lede = models.CharField(
        _("line below that heading"),
        max_length=200,
        blank=True,
        help_text=_("One sentence, such as how long it takes in all."),
    )
    steps = StreamField(
        PathBlock(max_num=8),
        blank=True,
        verbose_name=_("steps to a license"),
        help_text=_("Three to six steps, in order. Without steps, the timeline is hidden."),
    )
    body = page_fields.body(CareersBodyBlock())

    objects = VisitManager("hero_picture", "standard")

    search_fields = searched("lede", "path_lede", "steps", "body")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["home_pages.StandardPage"]
    max_count_per_parent = 1
    template = "courses_pages/careers_page.html"
    content_panels = CAREERS_PAGE_PANELS

    class Meta:
        verbose_name = _("careers page")
        verbose_name_plural = _("careers pages")

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        return pages.select_related("hero_picture").prefetch_related("hero_picture__renditions")

    def card(self, request: HttpRequest | None = None) -> Card:
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.lede or self.search_description,
            picture=self.hero_picture,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if self.standard:
            context["path"] = path_to_license(self.standard, today())
        return context
