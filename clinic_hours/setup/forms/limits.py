"""The form for the school's limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.office.forms.shown import Shown
from clinic_hours.people.models import SchoolLimits
from clinic_hours.people.models.limits import LONGEST_NOTICE, MOST_DAYS, MOST_WEEKS
from clinic_hours.people.selectors.limits import NAMES

WAITING, PACE, AWAY, EXPIRING = (
    ("instructor_days", "office_days"),
    ("far_behind_weeks",),
    ("not_attended_days",),
    ("expires_first_days", "expires_again_days", "expires_last_days"),
)
MOST = {
    **dict.fromkeys(WAITING, MOST_DAYS),
    **dict.fromkeys(PACE, MOST_WEEKS),
    **dict.fromkeys(AWAY, MOST_DAYS),
    **dict.fromkeys(EXPIRING, LONGEST_NOTICE),
}
LATER = _("Enter at least as many days as for the reminder to the instructor.")
CLOSER = _("Enter fewer days than for the notice before: each one comes closer to the last day.")


class LimitsForm(Shown):
    class Meta:
        model = SchoolLimits
        fields = NAMES
        labels = {
            "instructor_days": _("Remind the instructor after (days)"),
            "office_days": _("Tell the clinic office after (days)"),
            "far_behind_weeks": _("Far behind at (weeks)"),
            "not_attended_days": _("Not attended for (days)"),
            "expires_first_days": _("First notice (days before)"),
            "expires_again_days": _("Second notice (days before)"),
            "expires_last_days": _("Last notice (days before)"),
        }
        help_texts = {
            "office_days": _(
                "From then on, the session is on Today and counts as waiting too long in every list."
            ),
            "far_behind_weeks": _(
                "Students who would finish this many weeks after their target, or later, are on Today."
            ),
            "not_attended_days": _(
                "Active students who were last here that long ago, or longer, are on Today. This is "
                "the school’s own rule: enter your board’s if it has one."
            ),
            "expires_first_days": _("From then on, the license or document is on Today."),
            "expires_last_days": _("From then on, it is one of this week's matters."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in MOST.items():
            said = _("Enter a whole number from 1 to %(most)s.") % {"most": most}
            codes = ("required", "invalid", "min_value", "max_value")
            self.fields[name].error_messages.update(dict.fromkeys(codes, said))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, again, last = (cleaned.get(name) for name in EXPIRING)
        asked, told = (cleaned.get(name) for name in WAITING)
        if asked and told and told < asked:
            self.add_error("office_days", LATER)
        if first and again and again >= first:
            self.add_error("expires_again_days", CLOSER)
        if again and last and last >= again:
            self.add_error("expires_last_days", CLOSER)
        return cleaned

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        named = (
            (_("Sessions that wait for a sign-off"), WAITING),
            (_("Students behind their target"), PACE),
            (_("Students who stay away"), AWAY),
            (_("Licenses and documents that expire"), EXPIRING),
        )
        return [(label, [self[name] for name in names]) for label, names in named]
