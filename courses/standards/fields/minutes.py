"""Lengths are stored as integer minutes (sixtieths of a clock hour) and shown as hours."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.standards.domain.clock_hours import MINUTES_PER_HOUR


def _in_hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / MINUTES_PER_HOUR).quantize(Decimal("0.01"))


class HoursField(forms.DecimalField):
    """Accepts hours with two decimals and returns whole minutes: 1.5 is 90, and 0.33 is 20 minutes.

    Rejects hours that are not the two-decimal form of a whole minute, such as 0.34.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"min_value": 0, "max_value": 20_000, "decimal_places": 2, **kwargs}
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("step", "any")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value  # redisplay what was typed
        return format(_in_hours(value).normalize(), "f")

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        if hours is None:
            return None
        minutes = round(hours * MINUTES_PER_HOUR)
        if _in_hours(minutes) != hours:
            raise ValidationError(_("Enter hours that come to whole minutes, such as 1.75."))
        return minutes

    def has_changed(self, initial: Any, data: Any) -> bool:
        kept = _in_hours(initial) if isinstance(initial, int) else initial
        return super().has_changed(kept, data)


class MinutesField(models.PositiveIntegerField):
    """Stores minutes; its form field takes hours."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        kwargs = {"form_class": HoursField, **kwargs}
        return models.Field.formfield(self, **kwargs)

    def deconstruct(self) -> Any:
        """In migrations it is a plain integer."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveIntegerField", args, kwargs
