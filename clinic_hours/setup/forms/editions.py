"""The form of a draft: its limits, and its requirements with what opens them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from clinic_hours.setup.forms.findings import DRAFT_CHANGED
from courses.requirements.models import Requirement, RequirementSet
from courses.requirements.services.requirement_sets import LIMITS
from courses.standards.fields.minutes import HoursField

NO_LIMIT = _("Leave empty for no limit.")
BLANK_LINES = 1
MOST_LINES = 40
ORDER_STEP = 10


class LimitsForm(forms.ModelForm):
    """The limits, and a mark of the draft that the page showed."""

    shown = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = RequirementSet
        fields = LIMITS
        help_texts = {
            "citation": _("The rule these requirements are based on."),
            "daily_cap_minutes": NO_LIMIT,
            "weekly_cap_minutes": NO_LIMIT,
            "entry_window_days": NO_LIMIT,
            "students_per_supervisor": NO_LIMIT,
            "transfer_maximum_minutes": _("Leave empty for no limit, and enter 0 to accept none."),
        }

    def show_again(self, mark: str) -> None:
        """Show what was typed again, next to a draft that someone else changed."""
        self.data = dict(self.data.items()) | {"shown": mark}
        self.add_error(None, DRAFT_CHANGED)

    @property
    def limits(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in LIMITS}


class LineForm(forms.ModelForm):
    """One requirement. `openers` are the requirements that may have to come first, by category."""

    category = forms.SlugField(
        label=_("Short name"),
        required=False,
        help_text=_(
            "Stays the same from edition to edition. Leave empty to make it from the name."
        ),
    )

    class Meta:
        model = Requirement
        fields = (
            *("name", "name_es", "category", "description", "minutes", "minimum_clients"),
            *("maximum_minutes", "earned_at_school", "basis", "citation"),
        )

    def __init__(
        self, *args: Any, openers: Sequence[tuple[str, str]] = (), gates: int = 1, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gates = range(gates)
        for number in self.gates:
            self.fields[f"after_{number}"] = forms.ChoiceField(
                label=_("Opens after"), required=False, choices=[("", _("–")), *openers]
            )
            self.fields[f"after_minutes_{number}"] = HoursField(
                label=_("After how many hours"),
                required=False,
                help_text=_("Leave empty to open once it is fully met."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["category"] = cleaned.get("category") or slugify(cleaned.get("name", ""))[:50]
        if any(first == cleaned["category"] for first, _minutes in self.openers_in(cleaned)):
            raise ValidationError(_("A requirement can't wait for itself."))
        return cleaned

    def openers_in(self, cleaned: Mapping[str, Any]) -> list[tuple[str, int | None]]:
        pairs = (
            (cleaned.get(f"after_{number}"), cleaned.get(f"after_minutes_{number}"))
            for number in self.gates
        )
        return [(first, minutes) for first, minutes in pairs if first]

    @property
    def row(self) -> dict[str, Any]:
        """Return the requirement as the services take it."""
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return said | {"after": self.openers_in(self.cleaned_data)}


class Lines(forms.BaseFormSet):
    """The requirements in their order. A removed one is left out, and so is an empty one."""

    def clean(self) -> None:
        if any(self.errors):
            return
        rows = self.rows
        categories = [row["category"] for row in rows]
        twice = sorted({each for each in categories if categories.count(each) > 1})
        if twice:
            said = _("Two requirements have the short name “%(name)s”. Change one of them.")
            raise ValidationError(said % {"name": twice[0]})
        for row in rows:
            for first, _minutes in row["after"]:
                if first not in categories:
                    said = _("“%(name)s” opens after a requirement that you removed.")
                    raise ValidationError(said % {"name": row["name"]})

    @property
    def rows(self) -> list[dict[str, Any]]:
        kept = [*self.initial_forms, *(form for form in self.extra_forms if form.has_changed())]
        kept = [form for form in kept if not form.cleaned_data.get("DELETE")]
        last = MOST_LINES * ORDER_STEP
        kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or last)
        return [form.row for form in kept]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        form.fields["DELETE"].label = _("Remove this requirement")


LineFormSet: Any = forms.formset_factory(
    LineForm,
    formset=Lines,
    extra=BLANK_LINES,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 1,  # Django would build a thousand more for a forged count
    validate_max=True,
    can_delete=True,
    can_order=True,
)


def lines_form(rows: Sequence[Mapping[str, Any]], data: Any = None) -> Lines:
    """Return the requirements' forms, filled with rows as the services take them."""
    most_gates = max((len(row["after"]) for row in rows), default=0)
    return LineFormSet(
        data,
        prefix="lines",
        initial=[initial_of(row) for row in rows],
        form_kwargs={
            "openers": [(row["category"], row["name"]) for row in rows],
            "gates": most_gates + 1,
        },
    )


def initial_of(row: Mapping[str, Any]) -> dict[str, Any]:
    filled = {name: value for name, value in row.items() if name not in ("after", "sort_order")}
    for number, (first, minutes) in enumerate(row["after"]):
        filled |= {f"after_{number}": first, f"after_minutes_{number}": minutes}
    return filled
