"""Format numbers, dates and times for people."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from home.core.forms.times import day_words, stretch_words, time_words
from home.core.school_time import at_school

__all__ = [
    "MINUS",
    "day_words",
    "hours",
    "hours_in_sentence",
    "moment_range",
    "moment_words",
    "other_zone",
    "stretch_words",
    "time_range",
    "time_words",
    "with_minus",
    "years_or_days",
]
DAYS_OF_A_YEAR = 365
MINUS = "\N{MINUS SIGN}"


def hours(minutes: int, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Return minutes as hours with two decimals: 210 → 3.50, or 4.20 clock hours of 50 minutes."""
    return written_hours(minutes, clock_hour, get_language())


# Lists repeat the same few lengths and times, and formatting is their largest cost.
@lru_cache(maxsize=1024)
def written_hours(minutes: int, clock_hour: int, language: str | None) -> str:
    exact = Decimal(minutes) / clock_hour
    # Rounded here because Django truncates, and a page must not show two numbers for one length of time.
    return with_minus(number_format(exact.quantize(Decimal("0.01"), ROUND_HALF_UP), decimal_pos=2))


def with_minus(number: str) -> str:
    """Return a formatted number with a true minus sign instead of a hyphen."""
    return number.replace("-", MINUS)


def hours_and_minutes(minutes: int) -> str:
    """Return minutes as hours and minutes, 210 → 3:30, with a true minus sign: they add up exactly."""
    whole, rest = divmod(abs(minutes), MINUTES_PER_HOUR)
    return f"{MINUS if minutes < 0 else ''}{whole}:{rest:02}"


def hours_in_sentence(minutes: int, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Return minutes as hours with only the decimals that matter: 210 → 3.5, 7500 → 125."""
    value = (Decimal(minutes) / clock_hour).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    decimals = max(-int(value.as_tuple().exponent), 0)
    return with_minus(number_format(value, decimal_pos=decimals, force_grouping=True))


def moment_words(moment: datetime, zone: str) -> str:
    """Return a date and time: Nov 23, 2026, 5:41 pm. Another zone than the school's is named: 4:41 pm CST."""
    local = moment.astimezone(ZoneInfo(zone))
    return " ".join(filter(None, [date_format(local, "DATETIME_FORMAT"), other_zone(local)]))


def other_zone(local: datetime) -> str:
    """Return the name of a local time's zone where readers need it, otherwise an empty string.

    They do where the school's clocks show another time, and in the autumn hour that occurs twice.
    """
    twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
    elsewhere = at_school(local).utcoffset() != local.utcoffset()
    return local.tzname() or "" if twice or elsewhere else ""


def years_or_days(days: int) -> str:
    """Return a number of days in words, as years if it is whole years of 365 days."""
    if days and days % DAYS_OF_A_YEAR == 0:
        years = days // DAYS_OF_A_YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def time_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return a range of local times: 2:00–5:30 pm. One that ends on another day says so."""
    return written_range(starts_at, ends_at, zone, get_language())


@lru_cache(maxsize=4096)
def written_range(starts_at: datetime, ends_at: datetime, zone: str, language: str | None) -> str:
    place = ZoneInfo(zone)
    return stretch_words(starts_at.astimezone(place), ends_at.astimezone(place))


def moment_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    return f"{day_words(day)}, {time_range(starts_at, ends_at, zone)}"
