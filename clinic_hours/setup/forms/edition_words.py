"""What editions say, as text."""

from typing import Any

from django.db.models import Model
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.setup.selectors.comparison import Mark
from courses.requirements.models import Requirement, RequirementSet

NOTHING = "–"
MARKS = {
    Mark.SAME: ("", ""),
    Mark.CHANGED: ("≠", gettext_lazy("Changed")),
    Mark.ADDED: ("+", gettext_lazy("Added")),
    Mark.REMOVED: ("-", gettext_lazy("Removed")),
}


def label_of(name: str, model: type[Model] = RequirementSet) -> str:
    if name == "after":
        return _("Opens after")
    field: Any = model._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def value_words(name: str, value: Any, model: type[Model] = RequirementSet) -> str:
    """Return a field's value as its page shows it."""
    if value is None or value in ("", []):
        return NOTHING
    if name == "after":
        return ", ".join(opener_words(*each) for each in value)
    if name.endswith("minutes") and name != "minutes_per_clock_hour":
        return hours_words(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    field: Any = model._meta.get_field(name)
    choices = dict(field.choices or ())
    return str(choices.get(value, value))


def hours_words(minutes: int) -> str:
    return _("%(hours)s h") % {"hours": number_format(f"{minutes / MINUTES_PER_HOUR:g}")}


def opener_words(name: str, minutes: int | None) -> str:
    if minutes is None:
        return name
    return _("%(hours)s of %(name)s") % {"hours": hours_words(minutes), "name": name}


def line_label(name: str) -> str:
    return label_of(name, Requirement)


def line_words(name: str, value: Any) -> str:
    return value_words(name, value, Requirement)
