"""Absences in words, and the form that changes what became of a place."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.selectors.office.record import Visit
from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField

from .closing import ABSENCES
from .live import REASON_LIMIT

Kind = Outcome.Kind


@dataclass(frozen=True, slots=True)
class Label:
    """A word with the tone and the icon of its badge."""

    label: str
    tone: str = "neutral"
    icon: str = ""


def outcome_label(kind: str) -> Label:
    return {
        Kind.ATTENDED: Label(_("Attended"), "success", "check"),
        Kind.ABSENT: Label(_("Absent"), "danger", "circle-x"),
        Kind.EXCUSED: Label(_("Excused"), "info", "circle-check"),
    }[Kind(kind)]


def visit_label(visit: Visit) -> Label:
    """Return what became of a place, or how far it is."""
    if visit.is_going_on:
        return Label(_("Here now"), "success", "clock")
    if visit.outcome:
        return outcome_label(visit.outcome.kind)
    if visit.lacks_an_end:
        return Label(_("Clock-out missing"), "warning", "clock")
    return Label(_("Shift not closed yet"))


class OutcomeForm(ReasonForm):
    """What became of a place, and why the office says so. `shown` is the outcome that it changes."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it was"),
        choices=ABSENCES,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose absent or excused."),
            "invalid_choice": gettext_lazy("Choose absent or excused."),
        },
    )
    reason = PlainTextField(
        label=gettext_lazy("Why?"),
        limit=REASON_LIMIT,
        rows=2,
        help_text=gettext_lazy("The student reads it. Write nothing about health."),
        error_messages={"required": gettext_lazy("Give a reason. The student reads it.")},
    )
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
