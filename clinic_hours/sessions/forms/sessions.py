"""The log form: fields and wording. The rules decide whether a session is acceptable."""

import uuid
from datetime import date as Day
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clinic_hours.core.domain.minutes import TimeGap, TimeTwice, resolve_local
from clinic_hours.core.forms.asking import AskingForm
from clinic_hours.core.forms.fields import (
    PlainDateField,
    PlainTextField,
    PlainTimeField,
    WholeNumberField,
)
from clinic_hours.core.forms.times import time_words
from clinic_hours.people.models import ClinicSite, Supervisor
from courses.requirements.models import Requirement

NOTE_LIMIT = 2000
FOLDS = [("0", _("The first time")), ("1", _("The second time"))]
NOT_OFFERED = _("Choose one of the options listed. This one isn't available for your enrollment.")

DAMAGED = _("Something went wrong with this form. Reload the page and submit it again.")


class FoldField(forms.ChoiceField):
    """Which of two times is meant. Shown only if the clock shows that time twice."""

    def __init__(self) -> None:
        super().__init__(
            choices=FOLDS,
            required=False,
            widget=forms.RadioSelect,
            label=_("The clocks went back that night. Which time do you mean?"),
        )


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


class SessionForm(AskingForm):
    """What a student says they did. `starts_at` and `ends_at` are UTC once the form is valid."""

    date = PlainDateField(label=_("Date"))
    start = PlainTimeField(label=_("Started"))
    end = PlainTimeField(label=_("Finished"))
    overnight = forms.BooleanField(label=_("Ended the next day"), required=False)
    start_fold = FoldField()
    end_fold = FoldField()
    break_minutes = WholeNumberField(label=_("Break (minutes)"), max_value=1440, required=False)
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
            "invalid_choice": NOT_OFFERED,
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

    starts_at: datetime
    ends_at: datetime

    def __init__(
        self,
        *args: Any,
        requirements: QuerySet[Requirement],
        sites: QuerySet[ClinicSite],
        supervisors: QuerySet[Supervisor],
        today: Day,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"submission": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        offered = {"requirement": requirements, "site": sites, "supervisor": supervisors}
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered[name]
            if isinstance(field, SupervisorField):
                field.today = today
        self.times_shown_twice: set[str] = set()

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        cleaned["break_minutes"] = cleaned.get("break_minutes") or 0
        cleaned["clients"] = cleaned.get("clients") or 0
        site, day = cleaned.get("site"), cleaned.get("date")
        start, end = cleaned.get("start"), cleaned.get("end")
        if site and day and start is not None and end is not None:
            last = day + timedelta(days=1) if cleaned.get("overnight") else day
            starts_at = self.instant("start", day, start, site.time_zone)
            ends_at = self.instant("end", last, end, site.time_zone)
            if starts_at and ends_at:
                self.starts_at, self.ends_at = starts_at, ends_at
        return cleaned

    def instant(self, name: str, day: Day, at: time, zone: str) -> datetime | None:
        """Return the UTC instant of a typed time, or None after adding an error."""
        chosen = self.cleaned_data.get(f"{name}_fold")
        try:
            return resolve_local(day, at, zone, int(chosen) if chosen else None)
        except TimeGap as gap:
            self.add_error(
                name,
                _(
                    "The clocks went forward that night and skipped this time. The closest is "
                    "%(time)s."
                )
                % {"time": time_words(gap.nearest)},
            )
        except TimeTwice:
            self.times_shown_twice.add(name)
            self.add_error(
                name,
                _(
                    "The clocks went back that night, so this time happened twice. Choose which "
                    "one below."
                ),
            )
        return None

    @property
    def asks_start_fold(self) -> bool:
        return "start" in self.times_shown_twice or bool(self["start_fold"].value())

    @property
    def asks_end_fold(self) -> bool:
        return "end" in self.times_shown_twice or bool(self["end_fold"].value())


def sessions_signed(count: int, hours: str) -> str:
    """Return a sentence with the number of sessions signed."""
    return ngettext(
        "%(count)s session signed: %(hours)s hours.",
        "%(count)s sessions signed: %(hours)s hours.",
        count,
    ) % {"count": count, "hours": hours}
