"""How many matters Today has, for the navigation of every page: finding them takes twenty queries."""

from django.core.cache import cache
from django.utils import timezone

from clinic_hours.desk.domain.matters import Look, matters_in
from home.core.models.actors import Person

KEPT = 60  # seconds


def matters_waiting(user: Person) -> int:
    """Return how many there are, or were at most a minute ago."""
    return cache.get_or_set(key_for(user), lambda: count_matters(user), KEPT) or 0


def count_matters(user: Person) -> int:
    return len(matters_in(Look(user, timezone.now())))


def keep_count(user: Person, count: int) -> None:
    """Keep the number that Today itself has found: its page and its link agree."""
    cache.set(key_for(user), count, KEPT)


def key_for(user: Person) -> str:
    return f"clinic_hours.today:{user.pk}"
