"""Figures from outside sources, each with its year, all with their source."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructBlockValidationError

from .dated import DatedBlock


class DatedFigureBlock(StructBlock):
    value = CharBlock(label=_("Figure"), max_length=20, help_text=_("For example: $57,950."))
    label = CharBlock(
        label=_("What it measures"),
        max_length=90,
        help_text=_("A few words. For example: median annual pay."),
    )
    year = CharBlock(
        label=_("Period"), max_length=30, help_text=_("For example: May 2024, or 2024–34.")
    )

    class Meta:
        icon = "order"


class DatedFiguresBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    figures = ListBlock(DatedFigureBlock(), label=_("Figures"), min_num=1, max_num=4)
    note = CharBlock(
        label=_("What the figures don't include"),
        required=False,
        max_length=300,
        help_text=_("One or two sentences, such as who isn't counted."),
    )
    dated = DatedBlock(label=_("Date and source"))

    class Meta:
        label = _("Figures with a source")
        icon = "date"
        description = _("Figures from another source, with that source and a review date.")
        template = "home_core/blocks/dated_figures.html"
        preview_value = {
            "heading": "What it pays",
            "figures": [{"value": "$57,950", "label": "median pay", "year": "May 2024"}],
            "dated": {
                "as_of": date(2026, 11, 23),
                "review_by": date(2027, 5, 31),
                "source": "Bureau of Labor Statistics",
            },
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["dated"]["source"]:
            error = ValidationError(_("Enter the source of these figures."))
            raise StructBlockValidationError(non_block_errors=[error])
        return cleaned
