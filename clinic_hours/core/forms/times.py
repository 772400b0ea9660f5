"""Format numbers, dates and times for people."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR

DAYS_OF_A_YEAR = 365


def hours(minutes: int, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Return minutes as hours with two decimals: 210 → 3.50, or 4.20 clock hours of 50 minutes."""
    exact = Decimal(minutes) / clock_hour
    # Rounded here because Django truncates, and a page must not show two numbers for one length of time.
    return number_format(exact.quantize(Decimal("0.01"), ROUND_HALF_UP), decimal_pos=2)


def hours_in_sentence(minutes: int, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Return minutes as hours with only the decimals that matter: 210 → 3.5, 7500 → 125."""
    value = (Decimal(minutes) / clock_hour).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    decimals = max(-int(value.as_tuple().exponent), 0)
    return number_format(value, decimal_pos=decimals, force_grouping=True)


def day_words(day: date) -> str:
    """Return a date as lists show it: Mon, Nov 23."""
    return written_day(day, get_language())


def time_words(moment: datetime, *, half: bool = True) -> str:
    """Return a local time: 5:30 pm, or 5:30 if `half` is False."""
    return written_time(moment.time().replace(second=0, microsecond=0), half, get_language())


# Lists repeat the same few dates and times, and formatting is their largest cost.
@lru_cache(maxsize=1024)
def written_day(day: date, language: str | None) -> str:
    return date_format(day, pgettext("day in a list, Django's format letters", "D, M j"))


@lru_cache(maxsize=4096)
def written_time(at: time, half: bool, language: str | None) -> str:
    if half:
        said = time_format(at, pgettext("time of day, Django's format letters", "g:i a"))
        # Without periods, so that a sentence can end in a time.
        return said.replace("a.m.", "am").replace("p.m.", "pm")
    return time_format(at, pgettext("time without a.m. or p.m.", "g:i"))


def moment_words(moment: datetime, zone: str) -> str:
    """Return a date and time with its zone: Nov. 23, 2026, 5:41 pm EST."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, 'DATE_FORMAT')}, {time_words(local)} {local.tzname()}"


def years_or_days(days: int) -> str:
    """Return a number of days in words, as years if it is whole years of 365 days."""
    if days and days % DAYS_OF_A_YEAR == 0:
        years = days // DAYS_OF_A_YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def time_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return a range of local times: 2:00–5:30 pm. One that ends on another day says so."""
    place = ZoneInfo(zone)
    return stretch_words(starts_at.astimezone(place), ends_at.astimezone(place))


def stretch_words(start: datetime, end: datetime) -> str:
    """Return two local times, in any zone, as a range."""
    same_half = start.date() == end.date() and (start.hour < 12) == (end.hour < 12)
    text = f"{time_words(start, half=not same_half)}–{time_words(end)}"
    if start.date() == end.date():
        return text
    return _("%(times)s (next day)") % {"times": text}


def moment_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    return f"{day_words(day)}, {time_range(starts_at, ends_at, zone)}"
