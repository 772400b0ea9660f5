"""Dates as the heads of the roster."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import pgettext

from clinic_hours.core.forms.times import day_words, time_range
from clinic_hours.shifts.forms.roster_words import brief_date
from clinic_hours.shifts.models import Shift, ShiftSupervisor

register = template.Library()


@register.filter
def weekday(day: date) -> str:
    """Return the day of the week in short: Mon."""
    return capfirst(date_format(day, pgettext("day of the week, Django's format letter", "D")))


@register.filter
def month_day(day: date) -> str:
    """Return a date without its year: Dec 7."""
    return brief_date(day)


@register.filter
def day_name(day: date) -> str:
    """Return a date such as Mon, Nov 23, as the beginning of a line."""
    return capfirst(day_words(day))


@register.filter
def duty_times(duty: ShiftSupervisor, shift: Shift) -> str:
    """Return when an instructor is there, in the time of the shift's site: 3:00–6:00 pm."""
    return time_range(duty.from_at, duty.to_at, shift.zone)
