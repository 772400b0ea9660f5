"""Fields for when somebody was there: local times, and which of two if the clock shows one twice."""

from datetime import date as Day
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.minutes import TimeGap, TimeTwice, resolve_local
from clinic_hours.core.forms.asking import AskingForm
from clinic_hours.core.forms.fields import PlainTimeField, WholeNumberField
from clinic_hours.core.forms.times import time_words

FOLDS = [("0", _("The first time")), ("1", _("The second time"))]


class FoldField(forms.ChoiceField):
    """Which of two times is meant. Shown only if the clock shows that time twice."""

    def __init__(self) -> None:
        super().__init__(
            choices=FOLDS,
            required=False,
            widget=forms.RadioSelect,
            label=_("The clocks went back that night. Which time do you mean?"),
        )


class TimesForm(AskingForm):
    """From when to when, and the break. `starts_at` and `ends_at` are UTC once the form is valid."""

    start = PlainTimeField(label=_("Started"))
    end = PlainTimeField(label=_("Finished"))
    overnight = forms.BooleanField(label=_("Ended the next day"), required=False)
    start_fold = FoldField()
    end_fold = FoldField()
    break_minutes = WholeNumberField(label=_("Break (minutes)"), max_value=1440, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times_shown_twice: set[str] = set()

    def place_and_day(self, cleaned: dict) -> tuple[str, Day] | None:
        """Return the time zone and the day of the start, or None if they are not known yet."""
        raise NotImplementedError

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        cleaned["break_minutes"] = cleaned.get("break_minutes") or 0
        start, end = cleaned.get("start"), cleaned.get("end")
        known = self.place_and_day(cleaned)
        if known and start is not None and end is not None:
            zone, day = known
            last = day + timedelta(days=1) if cleaned.get("overnight") else day
            starts_at = self.instant("start", day, start, zone)
            ends_at = self.instant("end", last, end, zone)
            if starts_at and ends_at:
                cleaned |= {"starts_at": starts_at, "ends_at": ends_at}
        return cleaned

    @property
    def starts_at(self) -> datetime:
        return self.cleaned_data["starts_at"]

    @property
    def ends_at(self) -> datetime:
        return self.cleaned_data["ends_at"]

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
