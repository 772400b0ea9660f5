"""Dates and times in the school's time zone, and text in the reader's language.

Wagtail's admin works in the time zone and language of the signed-in user. Text for other people must never
use these.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, tzinfo

from django.utils import timezone, translation


def school_zone() -> tzinfo:
    return timezone.get_default_timezone()


def at_school(moment: datetime | None = None) -> datetime:
    """Return a moment, by default now, in the school's time zone."""
    return timezone.localtime(moment, school_zone())


def day_of(moment: datetime) -> date:
    return at_school(moment).date()


def today() -> date:
    return at_school().date()


@contextmanager
def written_for(language: str) -> Iterator[None]:
    """Activate a reader's language and the school's time zone."""
    with translation.override(language), timezone.override(None):
        yield
