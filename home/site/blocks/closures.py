"""Days on which there are no classes and no clinic."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    DateBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
)

from home.core.school_time import today

LONGEST = timedelta(days=120)
FARTHEST = timedelta(days=3660)  # a typo in the year would otherwise count for centuries


class ClosureBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=60, help_text=_("For example: Winter break."))
    first_day = DateBlock(label=_("First day closed"))
    last_day = DateBlock(label=_("Last day closed"))

    class Meta:
        icon = "date"
        label = _("Closure")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not timedelta(0) <= cleaned["last_day"] - cleaned["first_day"] <= LONGEST:
            wrong = ValidationError(_("A closure must end after it starts, within four months."))
            raise StructBlockValidationError(block_errors={"last_day": wrong})
        if cleaned["first_day"] > today() + FARTHEST:
            far = ValidationError(_("That's more than ten years away."))
            raise StructBlockValidationError(block_errors={"first_day": far})
        return cleaned


class ClosuresBlock(StreamBlock):
    closure = ClosureBlock()
