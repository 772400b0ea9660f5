"""The home page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from home.core.addresses import HOME_DEPTH, at_site, full_address
from home.core.blocks.facts import FactsBlock
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import cards_beneath
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager
from home.pages.panels.home_page import HOME_PAGE_CONTENT
from home.site.models import SiteSettings
from home.site.selectors.sharing import share_picture_url
from home.stories.blocks.body import BodyBlock


class HomePage(HasOwnAddress, KnowsWhetherRestricted, Page):
    """What a visitor sees first: who the school is, what it teaches, and where to go next."""

    eyebrow = models.CharField(
        _("line above the headline"),
        max_length=60,
        blank=True,
        help_text=_("A few words. For example: Enrolling for January."),
    )
    headline = models.CharField(
        _("headline"),
        max_length=90,
        help_text=_("The largest text on the site. Six to nine words work best."),
    )
    lede = page_fields.lede(
        help_text=_("One or two sentences about what the school is and who it's for.")
    )
    actions = page_fields.buttons()
    facts = StreamField(
        FactsBlock(max_num=4),
        blank=True,
        verbose_name=_("figures"),
        help_text=_("Up to four figures below the buttons, such as 500 h and Massage Therapy."),
    )
    hero_picture = page_fields.picture(
        "hero",
        help_text=_("Wide pictures work best. Without one, the page shows a drawing of waves."),
    )
    cards_heading = models.CharField(
        _("heading of the cards"), max_length=60, blank=True, help_text=_("For example: Programs.")
    )
    cards_lede = models.CharField(
        _("line below that heading"),
        max_length=160,
        blank=True,
        help_text=_("One sentence about where the cards lead."),
    )
    cards_index = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("show child pages"),
        help_text=_("Each published page directly below this one becomes a card."),
    )
    body = page_fields.body(BodyBlock())

    objects = VisitManager("hero_picture", "cards_index")
    # Otherwise wagtail-localize would show the first language's cards on every home page.
    override_translatable_fields = [TranslatableField("cards_index")]

    search_fields = searched("headline", "lede", "cards_lede", "body")
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "home_pages/home_page.html"
    content_panels = [*Page.content_panels, *HOME_PAGE_CONTENT]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        super().clean()
        if self.cards_index_id and not self.cards_heading:
            raise ValidationError({"cards_heading": _("Enter a heading for the cards.")})
        if self.cards_index and self.cards_index.depth <= HOME_DEPTH:
            raise ValidationError({"cards_index": _("Choose a page below the home page.")})

    @property
    def figures(self) -> list:
        """Return the figures below the buttons, each with `value` and `label`."""
        return [block.value for block in self.facts]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if self.cards_index:
            context["cards"] = cards_beneath(self.cards_index, request)
        return context

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's CollegeOrUniversity."""
        school = SiteSettings.for_request(request)
        lines = school.address_lines
        data = {
            "@type": "CollegeOrUniversity",
            "name": school.name,
            "legalName": school.legal_name,
            "description": self.search_description or self.lede,
            "url": full_address(self, request) or at_site("/"),
            "image": share_picture_url(self, request),
            "telephone": school.phone_url.removeprefix("tel:"),
            "email": school.email,
            "address": ", ".join(lines),
        }
        return [{key: value for key, value in data.items() if value}]
