"""The log form: fields and wording. The rules decide whether a session is acceptable."""

import uuid
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.fields import (
    PlainDateField,
    PlainTextField,
    WholeNumberField,
)
from clinic_hours.people.models import ClinicSite, Supervisor
from courses.requirements.models import Requirement

from .late import LateForm
from .shift_choice import FindShifts, ShiftForm

NOTE_LIMIT = 2000
NOT_OFFERED = _("Choose one of the options listed. This one isn't available for your enrollment.")

DAMAGED = _("Something went wrong with this form. Reload the page and submit it again.")


class SupervisorField(forms.ModelChoiceField):
    """Who supervised. If their license has expired since, the option says until when it was current."""

    today: Day

    def label_from_instance(self, supervisor: Any) -> str:
        until = supervisor.current_until
        if until is None or until >= self.today:
            return str(supervisor)
        return _("%(name)s (license current until %(date)s)") % {
            "name": supervisor,
            "date": date_format(until, "DATE_FORMAT"),
        }


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers to choose from, as of today."""

    requirements: QuerySet[Requirement]
    sites: QuerySet[ClinicSite]
    supervisors: QuerySet[Supervisor]
    today: Day
    find_shifts: FindShifts | None = None


class SessionForm(ShiftForm, LateForm):
    """What a student says they did."""

    field_order = ("shift", "date")

    # The rules ask about the note.
    asked_elsewhere = frozenset({"note"})

    date = PlainDateField(label=_("Date"))
    requirement = forms.ModelChoiceField(
        label=_("Requirement"),
        queryset=Requirement.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a requirement."), "invalid_choice": NOT_OFFERED},
    )
    site = forms.ModelChoiceField(
        label=_("Clinic"),
        queryset=ClinicSite.objects.none(),
        empty_label=_("Choose a clinic"),
        error_messages={"required": _("Choose the clinic."), "invalid_choice": NOT_OFFERED},
    )
    supervisor = SupervisorField(
        label=_("Instructor"),
        queryset=Supervisor.objects.none(),
        empty_label=_("Choose an instructor"),
        error_messages={
            "required": _("Choose the instructor who supervised you."),
            "invalid_choice": _(
                "Choose one of the options listed. This one isn't available for your enrollment: "
                "an instructor must be active and licensed on a day that can still be logged."
            ),
        },
    )
    clients = WholeNumberField(label=_("Clients treated"), max_value=200, required=False)
    note = PlainTextField(
        label=_("Note for your instructor"),
        limit=NOTE_LIMIT,
        required=False,
        help_text=_("What you worked on. Please don't include client names."),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": DAMAGED}
    )
    submission = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": DAMAGED}
    )

    def __init__(
        self,
        *args: Any,
        offered: Offered,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"submission": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["requirement"].queryset = offered.requirements
        fields["site"].queryset = offered.sites
        fields["supervisor"].queryset = offered.supervisors
        fields["supervisor"].today = offered.today
        self.offer(offered.find_shifts, offered.today)

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["clients"] = cleaned.get("clients") or 0
        return cleaned

    def place_and_day(self, cleaned: dict) -> tuple[str, Day] | None:
        site, day = cleaned.get("site"), cleaned.get("date")
        return (site.time_zone, day) if site and day else None


def sessions_signed(count: int, hours: str) -> str:
    """Return a sentence with the number of sessions signed."""
    return ngettext(
        "%(count)s session signed: %(hours)s hours.",
        "%(count)s sessions signed: %(hours)s hours.",
        count,
    ) % {"count": count, "hours": hours}
