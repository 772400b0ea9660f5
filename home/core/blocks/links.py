"""A link: to a page of this site, which keeps working when the page moves, or to any URL."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
)

from home.core.addresses import in_readers_language

SCHEMES = ("https://", "http://", "mailto:", "tel:", "/", "#")


class LinkValue(StructValue):
    @property
    def href(self) -> str:
        """Return the link's target; empty if its page is unpublished or deleted."""
        page = self.get("page")
        if page:
            return in_readers_language((page.live and page.url) or "")
        return in_readers_language(self.get("address") or "")


class LinkBlock(StructBlock):
    label = CharBlock(
        label=_("Link text"),
        max_length=40,
        help_text=_(
            "Say where it goes. For example: See all programs. Don't use “click here” as link text."
        ),
    )
    page = PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("A page on this site. The link keeps working if the page moves."),
    )
    address = CharBlock(
        label=_("Or an address"),
        required=False,
        max_length=200,
        help_text=_("For example, https://…, tel:+1… or a path on this site that starts with /."),
    )

    class Meta:
        label = _("Link")
        icon = "link"
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        address = value.get("address")
        if bool(value.get("page")) == bool(address):
            error = ValidationError(_("Choose a page or enter an address, not both."))
            raise StructBlockValidationError({"page": error})
        if address and not address.startswith(SCHEMES):
            error = ValidationError(_("Start with https://, mailto:, tel: or /."))
            raise StructBlockValidationError({"address": error})
        return value


class LinksBlock(StreamBlock):
    """Links in a row, as a page field."""

    link = LinkBlock()
