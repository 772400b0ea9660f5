from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from home.core.fields.names import NameFormField


class NameBlock(CharBlock):
    """A name, without invisible characters."""

    def __init__(self, *, max_length: int, required: bool = True, help_text: Any = "", **meta: Any):
        super().__init__(max_length=max_length, required=required, help_text=help_text, **meta)
        self.field = NameFormField(max_length=max_length, required=required, help_text=help_text)


class QuoteBlock(StructBlock):
    quote = TextBlock(
        label=_("Words"),
        max_length=400,
        help_text=_("Word for word. Don't add quotation marks."),
    )
    source = NameBlock(
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
