"""A clinic's services and opening hours, as structured values."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructValue,
    TimeBlock,
)
from wagtail.blocks.stream_block import StreamValue

from home.clinic.fields.opening_hours import Day, problem_with
from home.core.fields.money import dollars


class TreatmentValue(StructValue):
    @property
    def price_in_words(self) -> str:
        return dollars(self["price"]) if self["price"] else gettext("Free")


class TreatmentBlock(StructBlock):
    service = CharBlock(label=_("Service"), max_length=80)
    detail = CharBlock(
        label=_("Detail"),
        required=False,
        max_length=160,
        help_text=_("A few words in small type. For example: head, neck and shoulders."),
    )
    minutes = IntegerBlock(
        label=_("Minutes"),
        min_value=5,
        max_value=240,
        help_text=_("How long one appointment takes, from 5 to 240."),
    )
    price = DecimalBlock(
        label=_("Price in dollars"),
        help_text=_("Enter 0 if it's free."),
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        icon = "tag"
        label = _("Service")
        value_class = TreatmentValue


class TreatmentsBlock(StreamBlock):
    """Services, as a page field."""

    treatment = TreatmentBlock()


class OpeningBlock(StructBlock):
    day = ChoiceBlock(
        label=_("Day"), choices=Day.choices, help_text=_("Use two rows for a day with a break.")
    )
    opens = TimeBlock(label=_("Opens"))
    closes = TimeBlock(label=_("Closes"))

    class Meta:
        icon = "time"
        label = _("Opening")


class OpeningHoursBlock(StreamBlock):
    """A week's opening hours, as a page field: one row per day, two if there is a break."""

    opening = OpeningBlock()

    def clean(self, value: Any, **kwargs: Any) -> Any:
        cleaned = super().clean(value, **kwargs)
        if problem := problem_with(openings_of(cleaned)):
            raise StreamBlockValidationError(non_block_errors=[ValidationError(problem)])
        return cleaned


def openings_of(stream: StreamValue) -> list[tuple]:
    """Return an OpeningHoursBlock's rows as day, opening and closing time."""
    rows = [child.value for child in stream]
    return [(row["day"], row["opens"], row["closes"]) for row in rows]
