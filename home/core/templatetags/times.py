"""Ranges of time in templates."""

from datetime import datetime, time

from django import template

from home.core.forms.times import span_words
from home.core.school_time import at_school

register = template.Library()


@register.filter
def until(starts: datetime | time, ends: datetime | time) -> str:
    """Return two times of one day, moments in the school's zone, as a range: 2:00–5:30 pm."""
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        return span_words(at_school(starts), at_school(ends))
    return span_words(starts, ends)
