"""Filters of the pages about attendance."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext

from clinic_hours.attendance.domain.attended import Attended
from clinic_hours.attendance.domain.supervising import Supervised
from clinic_hours.attendance.forms.live_words import clock_at
from clinic_hours.attendance.selectors.live import Row
from clinic_hours.core.forms.times import hours_and_minutes, time_range, time_words
from clinic_hours.shifts.forms.booking_words import day_heading
from home.core.fields.telephone import phone_url

register = template.Library()
register.filter(day_heading)  # Monday, November 23
register.filter(clock_at)
register.filter("call", phone_url)  # tel:+13055550142
register.filter(hours_and_minutes)


@register.filter
def of(names: Mapping[int, str], person_id: int) -> str:
    """Return a person's name as the reader sees it."""
    return names.get(person_id, "")


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last name, without a credential: LF."""
    words = name.partition(",")[0].split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))) if words else ""


@register.filter
def stretch_at(attended: Attended, zone: str) -> str:
    """Return from when to when someone was there: 2:00–6:02 pm."""
    return time_range(attended.starts_at, attended.ends_at, zone)


@register.filter
def stay_times(shift: Supervised) -> str:
    """Return from when to when an instructor was on a shift, or just from when: since 2:00 pm."""
    if shift.to_at:
        return time_range(shift.from_at, shift.to_at, shift.zone)
    return gettext("since %(time)s") % {
        "time": time_words(shift.from_at.astimezone(ZoneInfo(shift.zone)))
    }


@register.filter
def first_word(name: str) -> str:
    """Return the name that people are called by: Yolanda."""
    return name.split()[0] if name else ""


@register.filter
def does(row: Row, category: str) -> str:
    """Return what someone does on a shift: the category of a student's hours."""
    return category if row.place else gettext("Instructor")
