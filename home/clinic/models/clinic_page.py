"""The clinic where students treat the public: what it offers, where it is, when it is open."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet
from wagtail_localize.fields import SynchronizedField

from home.clinic.blocks.clinic import OpeningHoursBlock, TreatmentsBlock, openings_of
from home.clinic.fields.opening_hours import Stretch, week
from home.clinic.panels.clinic_page import CLINIC_PAGE_CONTENT, ClinicPageForm
from home.core.fields.dated import Dated
from home.core.fields.search_fields import searched
from home.core.fields.telephone import PHONE, phone_url
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager
from home.site.models import SiteSettings
from home.stories.blocks.body import BodyBlock

from .openings import openings_for
from .structured_data import clinic_data

MAP_SEARCH = "https://www.openstreetmap.org/search"
SAME_IN_EVERY_LANGUAGE = ("street", "city", "region", "postal_code", "phone", "map_url")


class ClinicPage(HasOwnAddress, KnowsWhetherRestricted, ShownAsCard, Page):
    """Prices, address and hours are structured values, shared by the page and its structured data."""

    eyebrow = page_fields.eyebrow()
    lede = page_fields.lede()
    actions = page_fields.buttons()
    hero_picture = page_fields.picture("beside text", "card")
    treatments = StreamField(
        TreatmentsBlock(max_num=20),
        blank=True,
        verbose_name=_("services and prices"),
        help_text=_("One row for each service, in the order shown on the page."),
    )
    prices_as_of = page_fields.as_of(
        _("prices as of"),
        _("The date someone last checked the prices. It appears below them."),
    )
    prices_review_by = page_fields.review_by(_("review the prices by"))
    price_note = models.CharField(
        _("note below the prices"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, such as how to pay and who gets a discount."),
    )
    street = models.CharField(
        _("street address"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty to use the school's address from the settings."),
    )
    city = models.CharField(
        _("city"), max_length=80, blank=True, help_text=_("Shown after the street address.")
    )
    region = models.CharField(
        _("state"), max_length=2, blank=True, help_text=_("Two letters, such as FL.")
    )
    postal_code = models.CharField(
        _("ZIP code"), max_length=10, blank=True, help_text=_("Five digits, such as 33135.")
    )
    phone = models.CharField(
        _("phone"),
        max_length=25,
        blank=True,
        validators=[PHONE],
        help_text=_("Leave empty to use the school's phone number from the settings."),
    )
    hours = StreamField(
        OpeningHoursBlock(max_num=14),
        blank=True,
        verbose_name=_("opening hours"),
        help_text=_("Days without a row are closed."),
    )
    arrival = models.TextField(
        _("booking and arriving"),
        max_length=400,
        blank=True,
        help_text=_("How to book, where to park and whether there are stairs."),
    )
    map_picture = page_fields.picture(
        "map",
        verbose_name=_("map"),
        help_text=_(
            "A picture of the surrounding streets, stored on this site. Give directions in its "
            "description."
        ),
    )
    map_url = models.URLField(
        _("link to a map"),
        blank=True,
        help_text=_(
            "Leave empty to link to a search for the address on openstreetmap.org. Nothing from "
            "it is loaded into the page."
        ),
    )
    body = page_fields.body(BodyBlock())

    objects = VisitManager("hero_picture", "map_picture")
    override_translatable_fields = [SynchronizedField(name) for name in SAME_IN_EVERY_LANGUAGE]

    search_fields = searched(
        "lede", "treatments", "price_note", "street", "city", "arrival", "body"
    )
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["home_pages.StandardPage"]
    max_count_per_parent = 1
    template = "home_clinic/clinic_page.html"
    content_panels = [*Page.content_panels, *CLINIC_PAGE_CONTENT]
    base_form_class = ClinicPageForm

    class Meta:
        verbose_name = _("clinic page")
        verbose_name_plural = _("clinic pages")

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

    @cached_property
    def week(self) -> list[Stretch]:
        """Return the opening hours from Monday; empty if none are entered."""
        return week(openings_of(self.hours)) if self.hours else []

    @property
    def town(self) -> str:
        """Return the line below the street, such as Miami, FL 33100, from the parts that are filled in."""
        return joined(self.city, f"{self.region} {self.postal_code}".strip())

    def map_link(self, school: SiteSettings) -> str:
        """Return a map link: the editor's own, or a search for the address."""
        address = joined(self.street, self.town) if self.street else joined(*school.address_lines)
        if self.map_url or not address:
            return self.map_url
        return f"{MAP_SEARCH}?{urlencode({'query': address})}"

    @property
    def prices_dated(self) -> Dated | None:
        return Dated.if_dated(self.prices_as_of, self.prices_review_by)

    def own_dated_facts(self) -> Iterator[tuple[str, Dated]]:
        if self.prices_dated:
            yield str(_("Services and prices")), self.prices_dated

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        school = SiteSettings.for_request(request)
        phone = self.phone or school.phone
        return super().get_context(request, *args, **kwargs) | {
            "phone": phone,
            "phone_url": phone_url(phone) if phone else "",
            "map_link": self.map_link(school),
            "openings": openings_for(request),
        }

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's MedicalClinic, a LocalBusiness."""
        return [clinic_data(self, request, SiteSettings.for_request(request))]


def joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
