"""When a figure was true, who says so, and when somebody must look again."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StructBlock, StructBlockValidationError, URLBlock

from home.core.fields.dated import DatedValue


class DatedBlock(StructBlock):
    """Stands inside every block whose figures age; `home_core/includes/as_of.html` shows it."""

    as_of = DateBlock(label=_("As of"), help_text=_("The day on which the figures were true."))
    review_by = DateBlock(
        label=_("Review by"),
        help_text=_("Editors are told a month before; after this day the page says so."),
    )
    source = CharBlock(
        label=_("Source"),
        required=False,
        max_length=160,
        help_text=_("Who publishes the figures, such as: Bureau of Labor Statistics."),
    )
    source_url = URLBlock(
        label=_("Link to the source"),
        required=False,
        help_text=_("The page on which a reader finds the same figures."),
    )

    class Meta:
        label = _("Date and source")
        icon = "date"
        value_class = DatedValue

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["review_by"] <= cleaned["as_of"]:
            late = ValidationError(_("The review comes after the day of the figures."))
            raise StructBlockValidationError(block_errors={"review_by": late})
        return cleaned
