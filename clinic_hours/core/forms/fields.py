"""Fields that accept only plain digits or plain text, and say so when they get anything else."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.text import problem_with_text
from home.core.fields.names import unseen_in

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
WHOLE = re.compile(r"[0-9]{1,6}")

TEXT_PROBLEMS = {
    "nul": _("This text contains a character that cannot be saved (NUL). Delete it and try again."),
    "surrogate": _(
        "This text contains an invalid character. Delete it, or type the text instead of pasting "
        "it."
    ),
    "too_long": _(
        "This text is too long. It can have up to %(limit)s characters, and yours has %(length)s."
    ),
}


# Dates a school's record can be about. The first and last dates of the calendar have no neighbor.
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)


class PlainDateField(forms.DateField):
    """A date as YYYY-MM-DD in the digits 0–9, as sent by a date input."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Enter the date of the session."),
        "invalid": _("Enter the date like 2026-11-23, using the digits 0–9."),
        "far": _("Check the year. It's too far off."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value and not ISO_DATE.fullmatch(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day = super().to_python(value)
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(self.error_messages["far"], code="far")
        return day


class PlainTimeField(forms.TimeField):
    """A 24-hour time as HH:MM in the digits 0–9, as sent by a time input."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {
        "required": _("Enter a time."),
        "invalid": _("Enter the time like 14:30, using the digits 0–9."),
    }

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str) and value and not CLOCK.fullmatch(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WholeNumberField(forms.IntegerField):
    """A non-negative whole number in the digits 0–9."""

    default_error_messages = {"invalid": _("Enter a whole number using the digits 0–9.")}

    def __init__(self, *, max_value: int, min_value: int = 0, **options: Any) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=min_value, max_value=max_value, widget=widget, **options)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and value and not WHOLE.fullmatch(value.strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def is_visible(text: str) -> bool:
    return any(not each.isspace() and not unseen_in(each) for each in text)


class PlainTextField(forms.CharField):
    """Text that can be stored as is: no NUL, no broken characters, within its limit."""

    def __init__(self, *, limit: int, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.limit = limit
        # Our own message replaces Django's.
        self.validators = []

    def to_python(self, value: Any) -> str:
        """Return "" also for text of invisible characters only, so that it never counts as a reason."""
        text = super().to_python(value) or ""
        return text if is_visible(text) else ""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if problem := problem_with_text(text, self.limit):
            raise ValidationError(
                TEXT_PROBLEMS[problem],
                code=problem,
                params={"limit": self.limit, "length": len(text)},
            )
        return text
