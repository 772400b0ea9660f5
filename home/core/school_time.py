"""Days and hours as the school has them, and words as their reader has them.

Wagtail's admin works in the time zone and the language of whoever is signed in. What others get to read
is never written in these.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, tzinfo

from django.utils import timezone, translation


def school_zone() -> tzinfo:
    return timezone.get_default_timezone()


def at_school(moment: datetime | None = None) -> datetime:
    """Return a moment, or now, in the school's time zone."""
    return timezone.localtime(moment, school_zone())


def day_of(moment: datetime) -> date:
    return at_school(moment).date()


def today() -> date:
    return at_school().date()


@contextmanager
def written_for(language: str) -> Iterator[None]:
    """Write in a reader's language, and in the school's time zone."""
    with translation.override(language), timezone.override(None):
        yield
