"""Noting that a clock failed, and that it was repaired. Times are those of the site's own clocks."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.models import ClockFailure, Device
from clinic_hours.core.domain.minutes import TimeGap, resolve_local
from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.models import ClinicSite

from .live import ClockField

WHAT = ClockFailure._meta.get_field("what").max_length or 0
WHO = ClockFailure._meta.get_field("repaired_by").max_length or 0


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        errors = dict.fromkeys(("required", "invalid"), _("Enter a date."))
        super().__init__(widget=widget, error_messages=errors, **options)


class RepairForm(forms.Form):
    """Until when a failure lasted, and who repaired it."""

    until_day = DayField(label=_("Worked again on"))
    until_time = ClockField(label=_("Worked again at"))
    repaired_by = PlainTextField(
        label=_("Repaired by"), limit=WHO, help_text=_("A person or a company."), rows=1
    )

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone

    @property
    def to_at(self) -> datetime:
        said = self.cleaned_data
        return moment_of(said["until_day"], said["until_time"], self.zone)


class FailureForm(forms.Form):
    """A failure by hand. The end may be left open, and is given whole or not at all."""

    site = forms.ModelChoiceField(
        ClinicSite.objects.none(),
        label=_("Clinic site"),
        error_messages={
            "required": _("Choose the clinic site."),
            "invalid_choice": _("Choose the clinic site."),
        },
    )
    device = forms.ModelChoiceField(
        Device.objects.none(), label=_("Kiosk"), required=False, empty_label=_("The whole site")
    )
    from_day = DayField(label=_("Failed on"))
    from_time = ClockField(label=_("Failed at"))
    what = PlainTextField(
        label=_("What failed"),
        limit=WHAT,
        rows=2,
        error_messages={"required": _("Say what failed, such as: no power at the clinic.")},
    )
    until_day = DayField(label=_("Worked again on"), required=False)
    until_time = ClockField(label=_("Worked again at"), required=False)
    repaired_by = PlainTextField(
        label=_("Repaired by"),
        limit=WHO,
        rows=1,
        required=False,
        help_text=_("A person or a company. Leave all three empty as long as it lasts."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("site", ClinicSite.objects.order_by("name")), ("device", kiosks())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("until_day"), cleaned.get("until_time")
        if bool(day) != bool(time) and not {"until_day", "until_time"} & self.errors.keys():
            missing = "until_time" if day else "until_day"
            self.add_error(missing, _("Enter both the day and the time, or neither."))
        if cleaned.get("repaired_by") and not (day or time or self.errors):
            self.add_error("until_day", _("When did it work again?"))
        return cleaned

    @property
    def from_at(self) -> datetime:
        said = self.cleaned_data
        return moment_of(said["from_day"], said["from_time"], said["site"].time_zone)

    @property
    def to_at(self) -> datetime | None:
        said = self.cleaned_data
        if not said["until_day"]:
            return None
        return moment_of(said["until_day"], said["until_time"], said["site"].time_zone)


def kiosks() -> Any:
    return Device.objects.select_related("site").order_by("site__name", "name")


def moment_of(day: Any, clock: Any, zone: str) -> datetime:
    """Return the instant of a wall time at a site. One that clocks skip becomes the first one after it."""
    try:
        return resolve_local(day, clock, zone, fold=0)
    except TimeGap as gap:
        return gap.nearest.replace(tzinfo=ZoneInfo(zone))
