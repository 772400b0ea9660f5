"""The clinic office's forms: set a time, cancel, say what became of a visit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.domain.free_times import FreeTime
from clinic_hours.appointments.models import Appointment
from clinic_hours.core.forms.times import time_words
from clinic_hours.shifts.models import Place, Shift
from home.core.forms.plain_text import ONE_LINE

ANYONE = ""
AS_SHOWN = _("This page is out of date. Reload it and try again.")


class AsShownForm(forms.Form):
    """Its version is the one that the page showed."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": AS_SHOWN, "invalid": AS_SHOWN}
    )


class ConfirmForm(AsShownForm):
    """A time on one shift, and a student. Both are those that are free now."""

    starts_at = forms.ChoiceField(
        label=_("Time"),
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Nobody is free at this time anymore. Choose another time."),
        },
    )
    place = forms.ChoiceField(
        label=_("Student"),
        required=False,
        error_messages={
            "invalid_choice": _("This student is no longer on the shift. Choose another one.")
        },
    )

    def __init__(
        self,
        *args: Any,
        shift: Shift,
        times: Sequence[FreeTime],
        places: Sequence[Place],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.times = {each.starts_at.isoformat(): each.starts_at for each in times}
        self.places = {str(each.public_id): each for each in places}
        zone = ZoneInfo(shift.zone)
        fields: Any = self.fields
        fields["starts_at"].choices = [
            (key, time_words(at.astimezone(zone))) for key, at in self.times.items()
        ]
        fields["place"].choices = [
            (ANYONE, _("Any student who is free")),
            *((key, str(each.student)) for key, each in self.places.items()),
        ]

    @property
    def starts(self) -> datetime:
        return self.times[self.cleaned_data["starts_at"]]

    @property
    def chosen_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class CancelForm(AsShownForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        validators=[ONE_LINE],
        error_messages={"required": _("Enter a reason. It goes into the mail to the client.")},
        help_text=_("The client reads this. Leave out anything about their health."),
    )


class OutcomeForm(AsShownForm):
    outcome = forms.ChoiceField(
        choices=[
            (Appointment.State.DONE, Appointment.State.DONE.label),
            (Appointment.State.NO_SHOW, Appointment.State.NO_SHOW.label),
        ],
        error_messages={
            "required": _("Choose “Done” or “No show”."),
            "invalid_choice": _("Choose “Done” or “No show”."),
        },
    )
