from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from .prose import SECTIONS


class TextBlock(StructBlock):
    heading = CharBlock(
        label=_("Heading"),
        required=False,
        max_length=90,
        help_text=_("In a story, it also appears in the table of contents."),
    )
    text = RichTextBlock(label=_("Text"), features=list(SECTIONS))

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("A section of text under a heading.")
        template = "home_core/blocks/text.html"
        preview_value = {
            "heading": "How we teach",
            "text": "<p>A new technique is shown once, tried at once, corrected at once.</p>",
        }
