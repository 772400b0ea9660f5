"""Who was absent or excused, and of whom nobody has said yet whether they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from clinic_hours.attendance.models import Outcome
from clinic_hours.people.selectors.names import searched_by
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place
from home.core.models.actors import Actor
from home.core.selectors.words import with_words

from .open_matters import ends_missing
from .unclosed import unclosed_shifts

PAGE = 30


class What(StrEnum):
    ABSENT = "absent"
    EXCUSED = "excused"
    OPEN = "open"
    NO_END = "no-end"


@dataclass(frozen=True, slots=True)
class Absences:
    """A page of places, newest first, each with its outcome in `said`, and how many there are."""

    places: Sequence[Place]
    counts: dict[What, int]
    following: Place | None


def absences(
    user: Actor, what: What, name: str, now: datetime, after: tuple[datetime, int] | None
) -> Absences:
    """Return a page in a constant number of queries. Starts after the place with this start and key."""
    found = {each: narrowed(places_that_are(each, now), user, name) for each in What}
    rows = found[what].order_by("-starts_at", "-pk")
    if after:
        start, pk = after
        rows = rows.filter(Q(starts_at__lt=start) | Q(starts_at=start, pk__lt=pk))
    current = Outcome.objects.filter(is_current=True).select_related("by")
    rows = rows.select_related("shift__site", "student", "enrollment__student").prefetch_related(
        Prefetch("outcomes", current, to_attr="said")
    )
    places = list(rows[: PAGE + 1])
    shown = places[:PAGE]
    counts = {each: places.count() for each, places in found.items()}
    return Absences(shown, counts, shown[-1] if len(places) > PAGE else None)


def places_that_are(what: What, now: datetime) -> QuerySet[Place]:
    if what == What.OPEN:
        shifts = unclosed_shifts(now).order_by().values("pk")
        places = Place.objects.filter(status=PlaceState.BOOKED, shift__in=shifts)
        return places.exclude(outcomes__is_current=True)
    if what == What.NO_END:
        missing = ends_missing(now).order_by().values("place")
        return Place.objects.filter(pk__in=missing)
    of_kind = Outcome.objects.filter(is_current=True, kind=what)
    return Place.objects.filter(pk__in=of_kind.order_by().values("place"))


def narrowed(places: QuerySet[Place], user: Actor, name: str) -> QuerySet[Place]:
    if not name:
        return places
    return with_words(places, name, *(f"enrollment__{field}" for field in searched_by(user)))
