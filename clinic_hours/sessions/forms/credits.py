"""The form for transfer hours and opening balances."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainDateField, PlainTextField, WholeNumberField
from clinic_hours.sessions.models import HourEntry
from courses.requirements.models import Requirement
from home.core.fields.names import validate_name

from .review import PasswordField

DOCUMENT_LIMIT = 200
MOST_HOURS = 5000
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
DECIMAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
KINDS = [
    (HourEntry.Kind.TRANSFER, _("Transfer hours from another school")),
    (HourEntry.Kind.OPENING, _("Opening balance from earlier records")),
]


class HoursField(forms.CharField):
    """Hours as a document states them, 12.5 or 12:30, cleaned to whole minutes.

    12.5 is in clock hours of the requirement set; 12:30 is real time, whatever a clock hour is.
    """

    default_error_messages = {
        "required": _("Enter the hours stated in the document."),
        "invalid": _("Enter hours like 12.5 or 12:30, using the digits 0–9."),
        "fraction": _("That isn't a whole number of minutes. Enter it like 12:30."),
        "range": _("Enter more than 0 and no more than %(most)s hours."),
    }

    clock_hour = MINUTES_PER_HOUR  # the minutes in one of the document's hours

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        clock = CLOCK.fullmatch(text)
        if clock:
            minutes = Decimal(int(clock[1]) * MINUTES_PER_HOUR + int(clock[2]))
        elif DECIMAL.fullmatch(text):
            minutes = Decimal(text.replace(",", ".")) * self.clock_hour
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if minutes != int(minutes):
            raise ValidationError(self.error_messages["fraction"], code="fraction")
        if not 0 < minutes <= MOST_HOURS * MINUTES_PER_HOUR:
            raise ValidationError(
                self.error_messages["range"], code="range", params={"most": MOST_HOURS}
            )
        return int(minutes)


class CreditForm(ReasonForm):
    """Transfer hours or an opening balance, with the document that states them."""

    kind = forms.ChoiceField(
        label=_("Type of hours"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the type of hours."),
            "invalid_choice": _("Choose one of the two types."),
        },
    )
    requirement = forms.ModelChoiceField(
        label=_("Requirement"),
        queryset=Requirement.objects.none(),
        empty_label=_("Choose a requirement"),
        error_messages={
            "required": _("Choose a requirement."),
            "invalid_choice": _("Choose one of this enrollment's requirements."),
        },
    )
    hours = HoursField(
        label=_("Hours"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("As stated in the document, such as 12.5 or 12:30."),
    )
    clients = WholeNumberField(label=_("Clients treated"), max_value=10_000, required=False)
    date = PlainDateField(
        label=_("Date of the document"),
        error_messages={"required": _("Enter the date of the document.")},
    )
    document = PlainTextField(
        label=_("Document"),
        limit=DOCUMENT_LIMIT,
        rows=2,
        help_text=_(
            "What it is, who issued it and its number, so that anyone can find it. No names."
        ),
        error_messages={"required": _("Enter the document that states these hours.")},
    )
    agree = forms.BooleanField(
        label=_("I agree to this statement"),
        error_messages={"required": _("Check the box to agree to the statement.")},
    )
    password = PasswordField()

    def __init__(
        self, *args: Any, requirements: QuerySet[Requirement], clock_hour: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.count_in(clock_hour)
        requirement = self.fields["requirement"]
        assert isinstance(requirement, forms.ModelChoiceField)
        requirement.queryset = requirements

    def count_in(self, clock_hour: int) -> None:
        hours = self.fields["hours"]
        assert isinstance(hours, HoursField)
        hours.clock_hour = clock_hour
        if clock_hour != MINUTES_PER_HOUR:
            hours.help_text = _(
                "As stated in the document, in clock hours of %(minutes)s minutes, such as 12.5. "
                "If you enter 12:30, it means 12 hours of 60 minutes plus 30 minutes."
            ) % {"minutes": clock_hour}

    def clean_document(self) -> str:
        """Return the document's name on one line, as the record keeps it."""
        name = " ".join(self.cleaned_data["document"].split())
        validate_name(name)
        return name

    def clean_date(self) -> datetime.date:
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("The document date cannot be in the future."), code="future")
        return day
