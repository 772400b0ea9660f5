"""The forms of a shift's page: someone's times, letting someone start, and counting heads."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic_hours.attendance.domain.punches import PunchKind
from clinic_hours.core.domain.minutes import TimeGap, resolve_local
from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.shifts.models import Shift

REASON_LIMIT = 300
HALF_A_DAY = timedelta(hours=12)


def moment_on(shift: Shift, clock: time) -> datetime:
    """Return the instant of a wall time on a shift. One long before its start is on the next day.

    A time that clocks skip becomes the first one after it.
    """
    day = shift.local_date
    if datetime.combine(day, clock) < shift.local_starts_at.replace(tzinfo=None) - HALF_A_DAY:
        day += timedelta(days=1)
    try:
        return resolve_local(day, clock, shift.zone, fold=0)
    except TimeGap as gap:
        return gap.nearest.replace(tzinfo=ZoneInfo(shift.zone))


class ClockField(forms.TimeField):
    """A wall time of the shift's site, without seconds."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        errors = dict.fromkeys(("required", "invalid"), _("Enter a time, such as 14:05."))
        super().__init__(widget=widget, error_messages=errors, **options)


class ClockForm(forms.Form):
    """An instructor's own time. `uuid` is made with the page: what is sent twice is kept once."""

    kind = forms.ChoiceField(
        choices=[
            (PunchKind.IN, _("Clock in")),
            (PunchKind.OUT, _("Clock out")),
            (PunchKind.BREAK, _("Start a break")),
            (PunchKind.BACK, _("End the break")),
        ]
    )
    uuid = forms.UUIDField()


class WordForm(ReasonForm):
    """Why someone says something about another person's time."""

    reason = PlainTextField(
        label=_("Why?"),
        limit=REASON_LIMIT,
        rows=2,
        error_messages={"required": _("Give a reason. It stays with these hours.")},
    )


class WhoForm(WordForm):
    """Someone on the shift, and why an instructor speaks for them."""

    person = forms.IntegerField(widget=forms.HiddenInput)


class TimesForm(WhoForm):
    """When someone came and left. At least one of them."""

    came = ClockField(label=pgettext_lazy("time of arrival", "Came at"), required=False)
    left = ClockField(label=pgettext_lazy("time of leaving", "Left at"), required=False)
    field_order = ["person", "came", "left", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("came") or cleaned.get("left")):
            self.add_error("came", _("Enter when they came, when they left, or both."))
        return cleaned


class CorrectionForm(WordForm):
    """The right time of a punch, or that it did not happen."""

    at = ClockField(label=_("Right time"), required=False)
    strike = forms.BooleanField(label=_("This did not happen"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("at")) == bool(cleaned.get("strike")):
            self.add_error("at", _("Enter the right time, or say that this did not happen."))
        return cleaned


class CountForm(forms.Form):
    """How many students are here: right or not, and who is missing."""

    expected = forms.IntegerField(min_value=0)
    right = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    missing = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, here: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        missing = self.fields["missing"]
        assert isinstance(missing, forms.TypedMultipleChoiceField)
        missing.choices = list(here.items())


class ReopenForm(ReasonForm):
    """Why a closed shift is opened again."""

    reason = PlainTextField(
        label=_("Why?"),
        limit=REASON_LIMIT,
        rows=2,
        error_messages={"required": _("Say why the shift is opened again.")},
    )
