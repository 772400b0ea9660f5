"""The forms for correcting times, answering, deciding, and handing a session to another instructor."""

from datetime import date as Day
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.models import Supervisor
from clinic_hours.sessions.domain.answers import Decision

from .review import REASON_LIMIT, VersionedForm
from .times import TimesForm

DECISIONS = {
    Decision.KEEP: _("Keep it as it is now"),
    Decision.RESTORE: _("Go back to the times before the correction"),
    Decision.RETURN: _("Return it to the student"),
}


class CorrectForm(TimesForm, VersionedForm, ReasonForm):
    """Other times for a session, on the day on which it started."""

    reason = PlainTextField(
        label=_("Why are you correcting the times?"),
        limit=REASON_LIMIT,
        help_text=_("The student will see this and can accept or dispute the new times."),
        error_messages={"required": _("Tell the student why you are correcting the times.")},
    )

    def __init__(self, *args: Any, zone: str, day: Day, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone, self.day = zone, day

    def place_and_day(self, cleaned: dict) -> tuple[str, Day]:
        return self.zone, self.day


class DisputeForm(VersionedForm, ReasonForm):
    reason = PlainTextField(
        label=_("What is wrong?"),
        limit=REASON_LIMIT,
        help_text=_("The clinic office and your instructor will see this. The office decides."),
        error_messages={"required": _("Tell the clinic office what is wrong.")},
    )


class DecideForm(VersionedForm, ReasonForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    reason = PlainTextField(
        label=_("Reason"),
        limit=REASON_LIMIT,
        help_text=_("The student and the instructor will see this."),
        error_messages={"required": _("Enter the reason for your decision.")},
    )

    def __init__(self, *args: Any, is_correction: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = DECISIONS.items()
        decision: Any = self.fields["decision"]
        decision.choices = [
            pair for pair in offered if is_correction or pair[0] != Decision.RESTORE
        ]


class ReassignForm(VersionedForm):
    supervisor = forms.ModelChoiceField(
        label=_("Instructor"),
        queryset=Supervisor.objects.none(),
        empty_label=_("Choose an instructor"),
        help_text=_("Only those whose license was current on the day of the session."),
        error_messages={
            "required": _("Choose an instructor."),
            "invalid_choice": _(
                "This instructor can't sign sessions of that day. Choose one of those listed."
            ),
        },
    )

    def __init__(self, *args: Any, supervisors: QuerySet[Supervisor], **options: Any) -> None:
        super().__init__(*args, **options)
        supervisor: Any = self.fields["supervisor"]
        supervisor.queryset = supervisors
