"""The form that changes one shift, or it and those after it."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.models import Shift

from .series import NOT_LISTED, SeriesForm


class Scope(StrEnum):
    THIS = "this"
    FOLLOWING = "following"


SCOPES = (
    (Scope.THIS, _("Only this shift")),
    (Scope.FOLLOWING, _("This and the following shifts")),
)


class ChangeForm(SeriesForm):
    """For one shift, only its own date counts: how the series repeats is not read."""

    scope = forms.ChoiceField(
        label=_("What do you want to change?"),
        choices=SCOPES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether the following shifts change, too."),
            "invalid_choice": NOT_LISTED,
        },
    )

    def __init__(
        self, *args: Any, shift: Shift, lead: Supervisor | None, initial: Any, **options: Any
    ) -> None:
        self.shift = shift
        self.kept_site, self.kept_category = shift.site_id, shift.category
        self.kept_lead = lead.pk if lead else 0
        super().__init__(*args, initial=as_planned(shift, lead) | initial, **options)
        self.fields["first_on"].label = _("Date")
        self.fields["last_on"].help_text = ""
        if shift.detached:
            scope: Any = self.fields["scope"]
            scope.choices = SCOPES[:1]
            scope.help_text = _("This shift was changed by itself, so it no longer follows others.")

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, scope = cleaned.get("first_on"), cleaned.get("scope")
        if scope == Scope.THIS:
            for name in ("weekdays", "every_n_weeks", "last_on"):
                self.errors.pop(name, None)
            weekdays = [first.weekday()] if first else [0]
            cleaned |= {"weekdays": weekdays, "every_n_weeks": 1, "last_on": first}
        if scope == Scope.FOLLOWING:
            if not cleaned.get("last_on") and "last_on" not in self.errors:
                self.add_error("last_on", _("Enter the last day."))
            if first and first < self.shift.series_date:
                self.add_error("first_on", _("Choose the day of this shift or a later one."))
        return super().clean()

    @property
    def is_for_following(self) -> bool:
        return self.cleaned_data["scope"] == Scope.FOLLOWING


def as_planned(shift: Shift, lead: Supervisor | None) -> dict[str, Any]:
    """Return what the form shows first: the shift, and how its series repeats."""
    names = ("site", "room", "category", "role", "places", "students_per_supervisor")
    start, end = shift.local_starts_at, shift.local_ends_at
    return {name: getattr(shift, name) for name in names} | {
        "scope": Scope.THIS,
        "lead": lead,
        "first_on": shift.local_date,
        "start": start.time(),
        "end": end.time(),
        "ends_next_day": start.date() != end.date(),
        "weekdays": shift.series.weekdays,
        "every_n_weeks": shift.series.every_n_weeks,
        "last_on": max(shift.series.last_on, shift.local_date),
    }
