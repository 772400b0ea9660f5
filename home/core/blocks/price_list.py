from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from .dated import DatedBlock


class PriceBlock(StructBlock):
    service = CharBlock(label=_("Service"), max_length=80)
    detail = CharBlock(
        label=_("Detail"),
        required=False,
        max_length=160,
        help_text=_("A few words in small type. For example: head, neck and shoulders."),
    )
    length = CharBlock(
        label=_("Length"), required=False, max_length=20, help_text=_("For example: 50 min.")
    )
    price = CharBlock(label=_("Price"), max_length=20, help_text=_("For example: $35."))

    class Meta:
        icon = "tag"


class PriceListBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    prices = ListBlock(PriceBlock(), label=_("Prices"), min_num=1)
    note = CharBlock(
        label=_("Note below the table"),
        required=False,
        max_length=300,
        help_text=_("One or two sentences, such as how to pay and who gets a discount."),
    )
    dated = DatedBlock(label=_("Date and source"))

    class Meta:
        label = _("Price list")
        icon = "tag"
        description = _("A table of services with their length and price.")
        template = "home_core/blocks/price_list.html"
        preview_value = {
            "heading": "Services and prices",
            "prices": [{"service": "Swedish massage", "length": "50 min", "price": "$35"}],
            "dated": {"as_of": date(2026, 11, 23), "review_by": date(2027, 5, 31)},
        }
