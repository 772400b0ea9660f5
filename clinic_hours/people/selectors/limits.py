"""The school's limits, read once a minute."""

from dataclasses import fields

from django.core.cache import cache

from clinic_hours.people.domain.limits import Limits
from clinic_hours.people.models import SchoolLimits

KEY, KEPT = "clinic_hours.limits", 60  # seconds
NAMES = tuple(field.name for field in fields(Limits))


def limits() -> Limits:
    """Return the limits. A change takes effect at once, in a process with its own cache within a minute."""
    return cache.get_or_set(KEY, read_limits, KEPT) or read_limits()


def read_limits() -> Limits:
    row = SchoolLimits.objects.values(*NAMES).first()
    return Limits(**row) if row else Limits()


def forget_limits() -> None:
    cache.delete(KEY)
