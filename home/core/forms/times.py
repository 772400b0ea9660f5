"""Write dates and times for people. Every other format is Django's, from `portal/formats`."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

WITHOUT_HALF = "g:i"


def day_words(day: date) -> str:
    """Return a date as lists show it: Mon, Nov 23."""
    return written_day(day, get_language())


def time_words(at: datetime | time, *, half: bool = True) -> str:
    """Return a local time: 5:30 pm, or 5:30 if `half` is False."""
    clock = at.time() if isinstance(at, datetime) else at
    return written_time(clock.replace(second=0, microsecond=0), half, get_language())


# Lists repeat the same few dates and times, and formatting is their largest cost.
@lru_cache(maxsize=1024)
def written_day(day: date, language: str | None) -> str:
    return date_format(day, pgettext("day in a list, Django's format letters", "D, M j"))


@lru_cache(maxsize=4096)
def written_time(at: time, half: bool, language: str | None) -> str:
    return time_format(at, "TIME_FORMAT" if half else WITHOUT_HALF)


def span_words(starts: datetime | time, ends: datetime | time) -> str:
    """Return two times of one day as a range: 2:00–5:30 pm."""
    same_half = (starts.hour < 12) == (ends.hour < 12)
    return f"{time_words(starts, half=not same_half)}–{time_words(ends)}"


def stretch_words(start: datetime, end: datetime) -> str:
    """Return two local times, in any zone, as a range. One that ends on another day says so."""
    if start.date() == end.date():
        return span_words(start, end)
    return _("%(times)s (next day)") % {"times": f"{time_words(start)}–{time_words(end)}"}
