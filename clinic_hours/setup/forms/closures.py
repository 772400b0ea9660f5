"""The form for a day or days on which the school is closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlockValidationError

from clinic_hours.core.forms.fields import PlainDateField
from home.core.fields.names import NameFormField
from home.site.blocks.closures import ClosureBlock


class ClosureForm(forms.Form):
    """The rules are those of the block in the school's settings."""

    name = NameFormField(
        label=_("Name"),
        max_length=60,
        help_text=_("For example: Winter break."),
        error_messages={"required": _("Enter a name.")},
    )
    first_day = PlainDateField(
        label=_("First day closed"), error_messages={"required": _("Enter the first day closed.")}
    )
    last_day = PlainDateField(
        label=_("Last day closed"),
        help_text=_("The same day if it is only one."),
        error_messages={"required": _("Enter the last day closed.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            block = ClosureBlock()
            try:
                block.clean(block.to_python(cleaned))
            except StructBlockValidationError as refused:
                for name, error in refused.block_errors.items():
                    self.add_error(name, error)
        return cleaned
