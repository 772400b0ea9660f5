"""A page of text and pictures, such as one about the school, its clinic or careers."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageQuerySet

from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager
from home.core.panels.standard_page import STANDARD_PAGE_CONTENT
from home.stories.blocks.body import BodyBlock


class StandardPage(HasOwnAddress, KnowsWhetherRestricted, ShownAsCard, Page):
    """Title, lede, an optional picture, and a body of blocks."""

    eyebrow = page_fields.eyebrow()
    lede = page_fields.lede()
    actions = page_fields.buttons()
    hero_picture = page_fields.picture("beside text", "card")
    body = page_fields.body(BodyBlock())

    objects = VisitManager("hero_picture")

    search_fields = searched("lede", "body")
    template = "home_pages/standard_page.html"
    content_panels = [*Page.content_panels, *STANDARD_PAGE_CONTENT]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Return every type but the tree's root: types that accept standard pages list them explicitly."""
        return [model for model in super().clean_parent_page_models() if model is not Page]

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
