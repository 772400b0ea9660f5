from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock


class PriceBlock(StructBlock):
    service = CharBlock(label=_("Service"), max_length=80)
    detail = CharBlock(label=_("Detail"), required=False, max_length=160)
    length = CharBlock(
        label=_("Length"), required=False, max_length=20, help_text=_("Such as: 50 min.")
    )
    price = CharBlock(label=_("Price"), max_length=20, help_text=_("Such as: $35."))

    class Meta:
        icon = "tag"


class PriceListBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    prices = ListBlock(PriceBlock(), label=_("Prices"), min_num=1)
    note = CharBlock(label=_("Note under the table"), required=False, max_length=300)

    class Meta:
        label = _("Price list")
        icon = "tag"
        description = _("A table of services with their length and price.")
        template = "home/blocks/price_list.html"
        preview_value = {
            "heading": "Services and prices",
            "prices": [{"service": "Swedish massage", "length": "50 min", "price": "$35"}],
        }
