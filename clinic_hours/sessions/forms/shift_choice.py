"""The field for the booked shift that a session was on. It fills in the form, and is not saved."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.times import moment_range
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.sessions.selectors.shift_choices import ShiftChoice

from .times import TimesForm

NO_SHIFT = ""
FindShifts = Callable[[], Sequence[ShiftChoice]]


class ShiftForm(TimesForm):
    """Times that are those of a booked shift, or not. Without shifts to choose from, it is not asked."""

    shift = forms.ChoiceField(
        label=_("Booked shift"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _(
                "This shift can't be logged anymore, or it already is. Choose another one."
            )
        },
    )

    def offer(self, find: FindShifts | None, today: date) -> None:
        """Let one of the shifts be chosen, which are looked up once needed. None asks for no shift."""
        self.find, self.today = find, today
        if find is None:
            del self.fields["shift"]
            return
        fields: Any = self.fields
        fields["shift"].choices = self.choices

    @cached_property
    def found(self) -> Sequence[ShiftChoice]:
        return self.find() if self.find else ()

    @cached_property
    def shifts(self) -> Mapping[str, ShiftChoice]:
        """Return those that can be logged."""
        return {each.key: each for each in self.found if not each.against}

    @property
    def refused_shifts(self) -> list[tuple[str, str]]:
        """Return the others, each with the reason."""
        refused = [(each, each.against) for each in self.found if each.against]
        return [(shift_words(each), sentence_of(against)) for each, against in refused]

    def choices(self) -> list[tuple[str, Any]]:
        offered = [(key, shift_words(each)) for key, each in self.shifts.items()]
        return [*offered, (NO_SHIFT, _("Another time"))]

    def clean(self) -> dict:
        cleaned = super().clean()
        key = cleaned.get("shift")
        chosen = self.shifts.get(key) if key else None
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if chosen and starts_at and ends_at and not chosen.has_time_of(starts_at, ends_at):
            said = _(
                "These times are not on the shift that you chose. Correct them, or choose “Another "
                "time”."
            )
            self.add_error("shift", said)
        return cleaned

    @property
    def filled_in(self) -> str:
        """Return {shift: the fields as its choice fills them in} as JSON, for the script."""
        values = {key: filled_in_by(each) for key, each in self.shifts.items()}
        nothing = {"date": self.today, "start": "", "end": "", "overnight": False}
        return json.dumps(values | {NO_SHIFT: nothing}, default=written)


def written(value: time | date) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else value.isoformat()


def shift_words(shift: ShiftChoice) -> str:
    return f"{moment_range(shift.starts_at, shift.ends_at, shift.zone)}, {shift.site_name}"


def filled_in_by(shift: ShiftChoice) -> dict[str, Any]:
    """Return the fields of the form as a shift fills them in."""
    start, end = shift.local_starts_at, shift.local_ends_at
    return {
        "shift": shift.key,
        "date": start.date(),
        "start": start.time(),
        "end": end.time(),
        "overnight": end.date() > start.date(),
        "start_fold": str(start.fold) if start.fold else "",
        "end_fold": str(end.fold) if end.fold else "",
        "requirement": shift.requirement_id,
        "site": shift.site_id,
        "supervisor": shift.supervisor_id,
    }
