"""Names and days as the rows of Today say them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import time_words
from clinic_hours.pace.views.pace_words import short_day

MANY = 3  # names in one line
WEEK = timedelta(days=7)


def names_in(names: Sequence[str]) -> str:
    """Return up to three names, and how many more there are."""
    said = ", ".join(names[:MANY])
    more = len(names) - MANY
    if more <= 0:
        return said
    counted = ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more)
    return counted % {"names": said, "n": more}


def past_day(on: date, today: date) -> str:
    """Return a day as the end of a sentence: today, Monday, or November 1."""
    if on == today:
        return _("today")
    if today - WEEK < on < today:
        return date_format(on, "l")
    return short_day(on, today)


def last_time(moment: datetime, now: datetime) -> str:
    """Return a day and time as the end of a sentence: today at 6:00 am, or November 1 at 6:00 am."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    words = {"day": past_day(local.date(), today), "time": time_words(local)}
    return _("%(day)s at %(time)s") % words


def in_days(days: int) -> str:
    if days == 0:
        return _("today")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


def hours_in_brief(minutes: int, clock_hour: int) -> str:
    """Return minutes as hours with at most two decimals: 21.5."""
    return number_format(f"{minutes / clock_hour:.2f}".rstrip("0").rstrip("."))


def age(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
