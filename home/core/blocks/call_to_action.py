from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from .links import LinkBlock


class CallToActionBlock(StructBlock):
    heading = CharBlock(
        label=_("Heading"),
        max_length=90,
        help_text=_("A short call to action. For example: Come see a class."),
    )
    text = TextBlock(
        label=_("Text"),
        required=False,
        max_length=300,
        help_text=_("One or two sentences above the button."),
    )
    link = LinkBlock(label=_("Button"))

    class Meta:
        label = _("Call to action")
        icon = "pick"
        description = _("A band that prompts visitors to do one thing next.")
        template = "home_core/blocks/call_to_action.html"
        preview_value = {
            "heading": "Come see a class",
            "text": "There is nothing to sign.",
            "link": {"label": "Call us", "address": "tel:+13055550142"},
        }
