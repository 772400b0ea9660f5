"""Shifts as the rules of booking see them, many at once in a constant number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min

from clinic_hours.shifts.domain.booking import Offer
from clinic_hours.shifts.domain.recurrence import closure_on
from clinic_hours.shifts.domain.states import HELD_PLACES
from clinic_hours.shifts.domain.supervision import Duty, fewest_supervisors, strictest
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

from .closures import closures_by_place


@dataclass(frozen=True, slots=True)
class SiteRules:
    slug: str
    documents: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """What an offer is made of, for a page that shows nothing else of the shifts: Django reads no models."""

    site: SiteRules
    pk: int
    status: str
    category: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    minutes: int
    places: int
    taken: int
    books_from: datetime | None
    books_until: datetime
    students_per_supervisor: int | None


# As in SiteRules and ShiftRow.
ROW_COLUMNS = (
    *("site__slug", "site__documents"),
    *("pk", "status", "category", "starts_at", "ends_at", "zone", "local_date", "minutes"),
    *("places", "taken", "books_from", "books_until", "students_per_supervisor"),
)


def row_of(slug: str, documents: Sequence[str], *of_shift: Any) -> ShiftRow:
    return ShiftRow(SiteRules(slug, documents), *of_shift)


def offers_of(
    shifts: Sequence[Shift | ShiftRow], leaving: Sequence[Place] = ()
) -> dict[int, Offer]:
    """Return {shift: Offer}, as if the places in `leaving` were free. The shifts come with their site."""
    keys = [shift.pk for shift in shifts]
    duties, limits = duties_of(keys), limits_of(keys, leaving)
    left = Counter(place.shift_id for place in leaving)
    closures = closures_by_place(shift.local_date for shift in shifts)
    found = {}
    for shift in shifts:
        there = duties.get(shift.pk, [])
        here = (*closures.get("", ()), *closures.get(shift.site.slug, ()))
        closed = closure_on(shift.local_date, here)
        found[shift.pk] = Offer(
            id=shift.pk,
            state=shift.status,
            category=shift.category,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            zone=shift.zone,
            local_date=shift.local_date,
            minutes=shift.minutes,
            places=shift.places,
            taken=shift.taken - left[shift.pk],
            books_from=shift.books_from,
            books_until=shift.books_until,
            supervisors=fewest_supervisors(
                [duty for duty, _user in there], shift.starts_at, shift.ends_at
            ),
            limit=strictest((shift.students_per_supervisor, limits.get(shift.pk))),
            own_instructors=frozenset(user for _duty, user in there),
            closure=closed.name if closed else "",
            documents=tuple(shift.site.documents),
        )
    return found


def duties_of(shift_ids: Sequence[int]) -> Mapping[int, list[tuple[Duty, int]]]:
    """Return {shift: its confirmed instructors, each with their user id}."""
    rows = ShiftSupervisor.objects.filter(
        shift__in=shift_ids, withdrawn_at=None, confirmed_at__isnull=False
    )
    found: dict[int, list[tuple[Duty, int]]] = {}
    columns = ("shift_id", "supervisor_id", "from_at", "to_at", "supervisor__user_id")
    for shift_id, supervisor_id, from_at, to_at, user_id in rows.values_list(*columns):
        found.setdefault(shift_id, []).append((Duty(supervisor_id, from_at, to_at), user_id))
    return found


def limits_of(shift_ids: Sequence[int], leaving: Sequence[Place] = ()) -> Mapping[int, int | None]:
    """Return {shift: the strictest students per instructor in the sets of those who have a place}."""
    held = Place.objects.filter(shift__in=shift_ids, status__in=HELD_PLACES).order_by()
    held = held.exclude(pk__in=[place.pk for place in leaving])
    path = "enrollment__requirement_set__students_per_supervisor"
    return dict(held.values_list("shift_id").annotate(limit=Min(path)))
