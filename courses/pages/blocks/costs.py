"""A program's costs, line by line, so that the page can total them."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DecimalBlock, StreamBlock, StructBlock


class CostBlock(StructBlock):
    item = CharBlock(
        label=_("Item"), max_length=120, help_text=_("For example: Books and supplies.")
    )
    amount = DecimalBlock(
        label=_("Amount in dollars"),
        help_text=_("For the whole program, not per month or term."),
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        icon = "tag"
        label = _("Cost")


class CostsBlock(StreamBlock):
    cost = CostBlock()
