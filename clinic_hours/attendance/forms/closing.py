"""The form that closes a shift. It asks about everyone who lacks an answer, and no answer is preset."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.selectors.live import Live, Row
from clinic_hours.sessions.forms.review import PasswordField
from clinic_hours.shifts.models import Shift

from .live import ClockField, moment_on

ABSENCES = [(Outcome.Kind.ABSENT, _("Absent")), (Outcome.Kind.EXCUSED, _("Excused"))]
COUNTED = [("yes", _("Yes")), ("no", _("No"))]


class CloseForm(forms.Form):
    """Fields: `left_<account>` or `unknown_<account>`, `absence_<place>`, `count`, `missing`, `password`."""

    password = PasswordField()

    def __init__(
        self,
        *args: Any,
        shift: Shift,
        live: Live,
        stayed: Mapping[int, str],
        **options: Any,
    ):
        """`stayed` are who is counted: {account: name}."""
        super().__init__(*args, **options)
        self.shift, self.live, self.stayed = shift, live, stayed
        for row in still_here(live):
            self.fields[f"left_{row.person_id}"] = ClockField(label=_("Time"), required=False)
            self.fields[f"unknown_{row.person_id}"] = forms.BooleanField(required=False)
        for row in never_came(live):
            assert row.place
            name = f"absence_{row.place.pk}"
            self.fields[name] = forms.ChoiceField(choices=ABSENCES, required=False)
        self.fields["count"] = forms.ChoiceField(choices=COUNTED, required=False)
        self.fields["missing"] = forms.TypedMultipleChoiceField(
            coerce=int,
            required=False,
            choices=list(stayed.items()),
        )

    @property
    def left(self) -> dict[int, datetime | None]:
        """Return who left when; None for who left at a time that nobody knows."""
        found: dict[int, datetime | None] = {}
        for row in still_here(self.live):
            clock = self.cleaned_data.get(f"left_{row.person_id}")
            if clock:
                found[row.person_id] = moment_on(self.shift, clock)
            elif self.cleaned_data.get(f"unknown_{row.person_id}"):
                found[row.person_id] = None
        return found

    @property
    def absences(self) -> dict[int, str]:
        said = {
            row.place.pk: self.cleaned_data.get(f"absence_{row.place.pk}", "")
            for row in never_came(self.live)
            if row.place
        }
        return {place: kind for place, kind in said.items() if kind}

    @property
    def is_count_right(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data.get("count", ""))


def still_here(live: Live) -> Iterable[Row]:
    """Return the students who are clocked in, at work or on a break."""
    return [*live.here, *(row for row in live.on_break if row.place)]


def never_came(live: Live) -> Iterable[Row]:
    return [row for row in (*live.late, *live.expected) if row.place]
