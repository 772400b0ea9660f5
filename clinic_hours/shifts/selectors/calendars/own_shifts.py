"""A person's own shifts: a student's booked places and an instructor's duties, in three queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.visible import supervisor_of
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Shift, ShiftEvent, ShiftSupervisor
from clinic_hours.shifts.selectors.roster import duties_on
from clinic_hours.shifts.selectors.visible import places_visible_to
from home.core.models.actors import Person

Kind = ShiftEvent.Kind


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A shift as one person is on it, or no longer is. `changed_at` is the last change they can see."""

    shift: Shift
    starts_at: datetime
    ends_at: datetime
    is_duty: bool
    is_on: bool
    changed_at: datetime
    instructors: tuple[str, ...] = ()


def own_shifts(person: Person, since: datetime) -> list[OwnShift]:
    """Return the shifts that end at `since` or later, in order of time.

    A shift that was cancelled, or that the person is no longer on, is returned as such.
    """
    if not person.is_active:
        return []
    found: dict[int, OwnShift] = {}
    for each in (*duties_of(person, since), *places_of(person, since)):
        known = found.get(each.shift.pk)
        if known is None or each.is_on:
            found[each.shift.pk] = both(known, each) if known and known.is_on else each
    return sorted(
        with_instructors(found.values()), key=lambda each: (each.starts_at, each.shift.pk)
    )


def both(one: OwnShift, other: OwnShift) -> OwnShift:
    """Return two parts of one shift as one."""
    starts_at, ends_at = min(one.starts_at, other.starts_at), max(one.ends_at, other.ends_at)
    return replace(one, starts_at=starts_at, ends_at=ends_at)


def places_of(person: Person, since: datetime) -> Iterable[OwnShift]:
    """Return places that are booked, or were before they were given up or the shift was cancelled."""
    was_booked = ShiftEvent.objects.filter(
        shift=OuterRef("shift"), about=person.pk, kind__in=[Kind.BOOKED, Kind.COVERED]
    )
    mine = places_visible_to(person).filter(student=person.pk, shift__ends_at__gte=since)
    rows = mine.filter(Q(status=PlaceState.BOOKED) | Exists(was_booked))
    for place in with_last_change(rows.select_related("enrollment"), person):
        shift = place.shift
        is_on = place.status == PlaceState.BOOKED and not has_left(place.enrollment, shift)
        yield OwnShift(shift, shift.starts_at, shift.ends_at, False, is_on, place.last_change)


def has_left(enrollment: Enrollment, shift: Shift) -> bool:
    return enrollment.ended_on is not None and shift.local_date > enrollment.ended_on


def duties_of(person: Person, since: datetime) -> Iterable[OwnShift]:
    rows = ShiftSupervisor.objects.filter(
        supervisor=supervisor_of(person), confirmed_at__isnull=False, shift__ends_at__gte=since
    )
    for duty in with_last_change(rows, person):
        is_on = duty.withdrawn_at is None
        times = (duty.from_at, duty.to_at) if is_on else (duty.shift.starts_at, duty.shift.ends_at)
        yield OwnShift(duty.shift, *times, True, is_on, duty.last_change)


def with_last_change(rows: QuerySet[Any], person: Person) -> QuerySet[Any]:
    """Add the shift, and when something about it or about the person on it last changed."""
    events = ShiftEvent.objects.filter(shift=OuterRef("shift")).order_by("-pk")
    about_them = events.filter(Q(about=person.pk) | Q(about=None))
    last = Subquery(about_them.values("happened_at")[:1])
    found = rows.annotate(last_change=Coalesce(last, "shift__changed_at"))
    return found.select_related("shift__site").order_by("pk")


def with_instructors(found: Iterable[OwnShift]) -> list[OwnShift]:
    own = list(found)
    duties = duties_on([each.shift.pk for each in own])
    return [replace(each, instructors=names_in(duties.get(each.shift.pk, ()))) for each in own]


def names_in(duties: Iterable[ShiftSupervisor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(duty.supervisor.printed_name for duty in duties))
