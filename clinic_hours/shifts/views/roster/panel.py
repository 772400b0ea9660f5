"""The panel of one shift: its words, and the forms of what the office does with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from clinic_hours.shifts.forms.roster import CancelForm, InstructorForm, TakeOffForm, WithdrawForm
from clinic_hours.shifts.forms.roster_words import reason_words, when_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.candidates import Candidate
from clinic_hours.shifts.selectors.covers.page import asked_about
from clinic_hours.shifts.selectors.panel import Panel

from .blocks import STATES

Forms = Mapping[str, forms.Form]


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with the reason why, or why not."""

    candidate: Candidate
    reason: str
    is_chosen: bool
    asked_at: datetime | None


def panel_context(panel: Panel, refused: Forms, now: datetime) -> dict[str, Any]:
    """Return what the panel's template needs. `refused` are the forms that came back with errors."""
    shift = panel.shift
    context = {
        "panel": panel,
        "state": STATES[panel.block.kind],
        "when": when_words(shift, now),
        "refused_form": next(iter(refused.values()), None),
    }
    if panel.may_change:
        context |= {**forms_for(shift), **refused}
        context |= asking_context(panel, refused.get("instructor_form"))
    return context


def asking_context(panel: Panel, form: forms.Form | None) -> dict[str, Any]:
    """Return the candidates with when each was asked, and whether there is someone left to ask."""
    absences = panel.absences
    asked = asked_about(absences)
    able = [each.supervisor.user_id for each in panel.candidates if each.can_take_it]
    is_settled = any(each.vacancy_id and each.taken_by_id for each in absences)
    return {
        "choices": choices_of(panel, form, asked),
        "was_asked": any(each.vacancy_id for each in absences),
        "may_ask": bool(
            panel.may_cancel and panel.block.missing and set(able) - set(asked) and not is_settled
        ),
    }


def choices_of(
    panel: Panel, form: forms.Form | None, asked: Mapping[int, datetime]
) -> list[Choice]:
    """Return the candidates, with the one chosen who was sent, or else the first who can take it."""
    able = [str(each.supervisor.pk) for each in panel.candidates if each.can_take_it]
    chosen = form.data.get("instructor", "") if form else "".join(able[:1])
    return [
        Choice(
            each,
            reason_words(each, panel.shift),
            is_chosen=str(each.supervisor.pk) == chosen,
            asked_at=asked.get(each.supervisor.user_id),
        )
        for each in panel.candidates
    ]


def forms_for(shift: Shift) -> dict[str, forms.Form]:
    return {
        "instructor_form": InstructorForm(auto_id="assign_%s"),
        "withdraw_form": WithdrawForm(shift=shift, auto_id="withdraw_%s"),
        "take_off_form": TakeOffForm(shift=shift, auto_id="take_off_%s"),
        "cancel_form": CancelForm(auto_id="cancel_%s"),
    }
