from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock


class QuoteBlock(StructBlock):
    quote = TextBlock(
        label=_("Words"),
        max_length=400,
        help_text=_("Word for word. Don't add quotation marks."),
    )
    source = CharBlock(
        label=_("Who said or wrote it"),
        max_length=120,
        help_text=_("A real person or text. Living people must have agreed."),
    )

    class Meta:
        label = _("Quote")
        icon = "openquote"
        description = _("Someone's own words, set large, with their name.")
        template = "home_core/blocks/quote.html"
        preview_value = {"quote": "The body benefits from movement.", "source": "A proverb"}
