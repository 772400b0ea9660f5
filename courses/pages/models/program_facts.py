"""The figures on a program's card."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from courses.standards.domain.clock_hours import MINUTES_PER_HOUR
from home.core.models.cards import Fact


def program_facts(page: Any) -> tuple[Fact, ...]:
    """Return the total hours, clinic hours and months of a page's program, where known."""
    taught = getattr(page, "taught_minutes", None)
    clinic = getattr(page, "clinic_minutes", None)
    facts = [
        taught and Fact(_in_hours(taught), _("total")),
        clinic and Fact(_in_hours(clinic), _in_clinic(page.clinic_clock_hour)),
        Fact(number_format(page.program.length_months), _("months")),
    ]
    return tuple(fact for fact in facts if fact)


def _in_clinic(clock_hour: int) -> str:
    if clock_hour == MINUTES_PER_HOUR:
        return _("in clinic")
    return _("in clinic, of %(minutes)s minutes each") % {"minutes": clock_hour}


def _in_hours(minutes: int) -> str:
    return _("%(hours)s h") % {
        "hours": number_format(round(minutes / MINUTES_PER_HOUR), force_grouping=True)
    }
