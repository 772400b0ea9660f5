from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock


class FactBlock(StructBlock):
    value = CharBlock(
        label=_("Figure"), max_length=20, help_text=_("For example: 125 h. Keep it short.")
    )
    label = CharBlock(
        label=_("What it measures"),
        max_length=60,
        help_text=_("A few words. For example: supervised clinic."),
    )

    class Meta:
        label = _("Figure")
        icon = "order"


class FactsBlock(StreamBlock):
    """Figures side by side, as a page field."""

    fact = FactBlock()


class FactRowBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=90)
    facts = ListBlock(FactBlock(), label=_("Figures"), min_num=2, max_num=4)

    class Meta:
        label = _("Figures")
        icon = "order"
        description = _("Two to four figures side by side, each with what it measures.")
        template = "home_core/blocks/facts.html"
        preview_value = {
            "facts": [
                {"value": "500 h", "label": "Massage Therapy"},
                {"value": "125 h", "label": "supervised clinic"},
            ]
        }
