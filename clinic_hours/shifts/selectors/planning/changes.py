"""READ: what changing planned shifts would do to them, and to the people on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.recurrence import Occurrence
from clinic_hours.shifts.domain.states import HELD_PLACES, LIVE_PLACES, PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

from .previews import (
    Preview,
    SeriesValues,
    lead_never_there,
    preview_of,
)

# Those on a shift are told when one of these changes.
TOLD = ("starts_at", "ends_at", "site", "room", "category", "role")
NOTED = (*TOLD, "places", "students_per_supervisor")


@dataclass(frozen=True)
class Kept:
    """A shift that stays, with what changes about it: {column: [old, new]}.

    `is_led_anew` if its instructors are replaced by the lead.
    """

    shift: Shift
    occurrence: Occurrence
    changes: Mapping[str, list[Any]]
    is_led_anew: bool

    @property
    def is_changed(self) -> bool:
        return bool(self.changes) or self.is_led_anew

    @property
    def is_told(self) -> bool:
        return self.is_led_anew or any(name in self.changes for name in TOLD)

    @property
    def is_moved(self) -> bool:
        return bool({"starts_at", "ends_at"} & set(self.changes))


@dataclass(frozen=True)
class Change:
    """What would become of shifts. `apart` are later ones that stand by themselves or were canceled."""

    values: SeriesValues
    preview: Preview
    kept: Sequence[Kept]
    added: Sequence[Occurrence] = ()
    dropped: Sequence[Shift] = ()
    apart: Sequence[Shift] = ()

    @property
    def digest(self) -> str:
        return self.preview.digest

    @cached_property
    def changed(self) -> list[Kept]:
        return [each for each in self.kept if each.is_changed]

    @cached_property
    def unled(self) -> Mapping[date, Finding]:
        """The dates that would get the lead, but on which the lead cannot be there."""
        days = {each.day for each in self.added}
        days |= {each.occurrence.day for each in self.kept if each.is_led_anew}
        return {day: why for day, why in self.preview.unled.items() if day in days}

    @cached_property
    def students_who_stay(self) -> int:
        return students_on([each.shift for each in self.kept if each.is_told], HELD_PLACES)

    @cached_property
    def students_who_lose(self) -> int:
        return students_on(self.dropped, LIVE_PLACES)

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """Return why it is impossible: the plan itself, or what was booked."""
        if self.preview.faults or not self.preview.planned:
            return self.preview.obstacles
        return (*what_bookings_forbid(self), *self.lead_obstacles)

    @property
    def lead_obstacles(self) -> tuple[Finding, ...]:
        anew = len(self.added) + sum(each.is_led_anew for each in self.kept)
        return lead_never_there(self.unled) if self.unled and len(self.unled) == anew else ()


def change_of_one(shift: Shift, values: SeriesValues) -> Change:
    """Return what changing one shift would do. `values` are a plan for one date."""
    mine = Shift.objects.filter(pk=shift.pk).select_related("site")
    preview = preview_of(values, instead_of=mine)
    lead = lead_of(shift)
    dates = preview.planned[:1]
    return Change(values, preview, [kept(mine.get(), each, values, lead) for each in dates])


def change_of_following(shift: Shift, values: SeriesValues, now: datetime) -> Change:
    """Return what changing a shift and those after it would do. Those already begun stay as they are."""
    later = following(shift)
    follows = later.filter(detached=False, status=ShiftState.PLANNED, starts_at__gt=now)
    preview = preview_of(values, instead_of=follows)
    dates = {each.day: each for each in preview.planned}
    rows = list(later.select_related("site", "series__lead"))
    own = set(follows.values_list("pk", flat=True))
    mine = [each for each in rows if each.pk in own]
    known = {each.series_date for each in rows}
    return Change(
        values,
        preview,
        kept=[
            kept(each, dates[each.series_date], values, each.series.lead)
            for each in mine
            if each.series_date in dates
        ],
        added=[each for day, each in dates.items() if day not in known],
        dropped=[each for each in mine if each.series_date not in dates],
        apart=[each for each in rows if each.pk not in own],
    )


def following(shift: Shift) -> QuerySet[Shift]:
    """Return a shift and those after it in its series."""
    return Shift.objects.filter(series=shift.series_id, series_date__gte=shift.series_date)


def lead_of(shift: Shift) -> Supervisor | None:
    """Return who leads a shift now, a covering instructor only if nobody else is there."""
    there = ShiftSupervisor.objects.filter(shift=shift, withdrawn_at=None)
    duties = there.exclude(confirmed_at=None)
    first = duties.select_related("supervisor").order_by("-duty", "from_at", "pk").first()
    return first.supervisor if first else None


def kept(shift: Shift, each: Occurrence, values: SeriesValues, lead: Supervisor | None) -> Kept:
    """Return a shift with what changes about it. It is led anew if its times change, or the lead does."""
    after = values.columns | {"starts_at": each.starts_at, "ends_at": each.ends_at}
    changes = {
        name: [plain(getattr(shift, name)), plain(after[name])]
        for name in NOTED
        if getattr(shift, name) != after[name]
    }
    moved = {"starts_at", "ends_at"} & set(changes)
    return Kept(shift, each, changes, is_led_anew=bool(moved) or values.lead != lead)


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value, "pk", value)


def students_on(shifts: Iterable[Shift], states: Iterable[str]) -> int:
    places = Place.objects.filter(shift__in=[each.pk for each in shifts], status__in=states)
    return places.order_by().values("student").distinct().count()


def what_bookings_forbid(change: Change) -> tuple[Finding, ...]:
    values, shifts = change.values, [each.shift for each in change.kept]
    taken = max((shift.taken for shift in shifts), default=0)
    found = []
    if values.places < taken:
        found.append(block("places_below_taken", "places", taken=taken))
    if any(shift.taken and shift.category != values.category for shift in shifts):
        found.append(block("category_is_booked", "category"))
    if count := len(students_twice([each for each in change.kept if each.is_moved])):
        found.append(block("students_would_be_twice", "start", count=count))
    return tuple(found)


def students_twice(moved: Sequence[Kept]) -> set[int]:
    """Return the students on moved shifts who have another shift at the new time."""
    if not moved:
        return set()
    new = {each.shift.pk: each.occurrence for each in moved}
    booked = Place.objects.filter(status=PlaceState.BOOKED)
    mine = booked.filter(shift__in=new).values_list("student_id", "shift_id")
    theirs: dict[int, list[Occurrence]] = {}
    for student, pk in mine:
        theirs.setdefault(student, []).append(new[pk])
    elsewhere = booked.filter(
        student__in=theirs,
        starts_at__lt=max(each.ends_at for each in new.values()),
        ends_at__gt=min(each.starts_at for each in new.values()),
    ).exclude(shift__in=new)
    return {
        student
        for student, start, end in elsewhere.values_list("student_id", "starts_at", "ends_at")
        if any(start < each.ends_at and end > each.starts_at for each in theirs[student])
    }
