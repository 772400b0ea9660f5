"""The day of a figure, its source, and its review date."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StructBlock, StructBlockValidationError, URLBlock

from home.core.fields.dated import DatedValue


class DatedBlock(StructBlock):
    """Part of every block with dated figures; shown by `home_core/includes/as_of.html`."""

    as_of = DateBlock(label=_("As of"), help_text=_("The date of the figures."))
    review_by = DateBlock(
        label=_("Review by"),
        help_text=_(
            "Editors are notified a month before. After this date, the page says the figures are "
            "due for review."
        ),
    )
    source = CharBlock(
        label=_("Source"),
        required=False,
        max_length=160,
        help_text=_("Who publishes the figures, such as the Bureau of Labor Statistics."),
    )
    source_url = URLBlock(
        label=_("Link to the source"),
        required=False,
        help_text=_("The page where readers can find the same figures."),
    )

    class Meta:
        label = _("Date and source")
        icon = "date"
        value_class = DatedValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["review_by"] <= cleaned["as_of"]:
            late = ValidationError(_("The review date must be after the date of the figures."))
            raise StructBlockValidationError(block_errors={"review_by": late})
        return cleaned
