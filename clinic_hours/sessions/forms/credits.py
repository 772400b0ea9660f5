"""The form for transfer hours and opening balances."""

import copy
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainDateField, PlainTextField, WholeNumberField
from clinic_hours.sessions.models import HourEntry
from courses.requirements.models import Requirement
from home.core.fields.names import validate_name

from .review import PasswordField

ROW = ("requirement", "hours", "clients")
CHOOSE = _("Choose a requirement")
OWN_LINES = _("Opening balance only: must be earned at this school")
TWICE = _("This requirement is already above. Add up its hours and enter them once.")
DOCUMENT_LIMIT = 200
MOST_HOURS = 5000
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
DECIMAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
KINDS = [
    (HourEntry.Kind.TRANSFER, _("Transfer hours from another school")),
    (HourEntry.Kind.OPENING, _("Opening balance from earlier records")),
]


def optional_copy(field: forms.Field, number: int) -> forms.Field:
    """Return a copy of a field of the first row for the row with this number."""
    copied = copy.deepcopy(field)
    copied.required = copied.widget.is_required = False
    copied.label, copied.help_text = f"{field.label} {number}", ""
    return copied


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

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).strip()
        if not text:
            return None
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


class RequirementField(forms.TypedChoiceField):
    """One of the enrollment's requirements. Those that take no transfer hours are in a group that says so."""

    def offer(self, requirements: Sequence[Requirement]) -> None:
        by_key = {str(each.pk): each for each in requirements}
        self.coerce = by_key.__getitem__
        open_to_all = [each for each in requirements if not each.earned_at_school]
        own = [each for each in requirements if each.earned_at_school]
        self.choices = [("", CHOOSE), *choices_of(open_to_all)]
        if own:
            self.choices = [*self.choices, (OWN_LINES, choices_of(own))]


def choices_of(requirements: Iterable[Requirement]) -> list[tuple[int, str]]:
    return [(each.pk, str(each)) for each in requirements]


@dataclass(frozen=True, slots=True)
class Row:
    """The fields for the hours of one requirement."""

    requirement: forms.BoundField
    hours: forms.BoundField
    clients: forms.BoundField

    @property
    def is_used(self) -> bool:
        fields = (self.requirement, self.hours, self.clients)
        return any(field.value() or field.errors for field in fields)


class CreditForm(ReasonForm):
    """Transfer hours or an opening balance, with the document that states them.

    A document is posted once, so there is a row of fields for each requirement. Only the first row must be
    filled in. The fields of the others have numbered names, such as `hours_2`.
    """

    kind = forms.ChoiceField(
        label=_("Type of hours"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the type of hours."),
            "invalid_choice": _("Choose one of the two types."),
        },
    )
    requirement = RequirementField(
        label=_("Requirement"),
        empty_value=None,
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
        self, *args: Any, requirements: Sequence[Requirement], clock_hour: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.count_in(clock_hour)
        self.offer(requirements)
        self.endings = ["", *(f"_{number}" for number in range(2, len(requirements) + 1))]
        for number, ending in enumerate(self.endings[1:], start=2):
            for name in ROW:
                self.fields[name + ending] = optional_copy(self.fields[name], number)
        rows = [name + ending for ending in self.endings for name in ROW]
        self.order_fields(["kind", "date", "document", *rows])

    def offer(self, requirements: Sequence[Requirement]) -> None:
        field = self.fields["requirement"]
        assert isinstance(field, RequirementField)
        field.offer(requirements)
        if own := [str(each) for each in requirements if each.earned_at_school]:
            field.help_text = _(
                "Transfer hours don't count toward what must be earned at this school: %(names)s."
            ) % {"names": ", ".join(own)}

    @property
    def more_rows(self) -> list[Row]:
        return [Row(*(self[name + ending] for name in ROW)) for ending in self.endings[1:]]

    @property
    def uses_more_rows(self) -> bool:
        return any(row.is_used for row in self.more_rows)

    @property
    def lines(self) -> list[tuple[Requirement, int, int]]:
        """The requirement, minutes and clients of each row that is filled in."""
        said = self.cleaned_data
        rows = [tuple(said[name + ending] for name in ROW) for ending in self.endings]
        return [(line, minutes, clients or 0) for line, minutes, clients in rows if line]

    def placed(self, finding: Finding) -> Finding:
        """Return a finding about a requirement at the row that names it."""
        for ending in self.endings:
            requirement = self.cleaned_data.get("requirement" + ending)
            if requirement and requirement.pk == finding.params.get("requirement"):
                return replace(finding, field=finding.field + ending)
        return finding

    def count_in(self, clock_hour: int) -> None:
        hours = self.fields["hours"]
        assert isinstance(hours, HoursField)
        hours.clock_hour = clock_hour
        if clock_hour != MINUTES_PER_HOUR:
            hours.help_text = _(
                "As stated in the document, in clock hours of %(minutes)s minutes, such as 12.5. "
                "If you enter 12:30, it means 12 hours of 60 minutes plus 30 minutes."
            ) % {"minutes": clock_hour}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen: set[Requirement] = set()
        for ending in self.endings:
            self.require_whole_row(ending)
            requirement = cleaned.get("requirement" + ending)
            if requirement in seen:
                self.add_error("requirement" + ending, TWICE)
            if requirement:
                seen.add(requirement)
        return cleaned

    def require_whole_row(self, ending: str) -> None:
        """Report what is missing in a row that was begun."""
        if any(self[name + ending].data for name in ROW):
            for name in ("requirement", "hours"):
                if not (self.cleaned_data.get(name + ending) or name + ending in self.errors):
                    self.add_error(name + ending, self.fields[name].error_messages["required"])

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
