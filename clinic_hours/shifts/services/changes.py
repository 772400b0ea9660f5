"""WRITE: change or cancel planned shifts, one or all following, and tell everyone on them.

Raises Conflict if a shift changed since the page was shown, Refused for what is impossible, NotAllowed for
anyone but the office.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.recurrence import Occurrence
from clinic_hours.shifts.domain.states import (
    LIVE_PLACES,
    PlaceState,
    ShiftState,
)
from clinic_hours.shifts.models import (
    Cover,
    Place,
    Shift,
    ShiftEvent,
    ShiftSeries,
    ShiftSupervisor,
)
from clinic_hours.shifts.selectors.previews import Preview, SeriesValues, preview_of
from home.core.models.actors import Person

from .cancelling import cancel
from .covers.endings import end_covers
from .news import tell_everyone
from .planning import (
    SHARED,
    refuse_outdated,
    series_columns,
    times_of,
    write_leads,
    write_series,
    write_shifts,
)
from .steps import Kind, lock_as_shown, note
from .waiting import fill

SHOWN = ("starts_at", "ends_at", "places", "room", "category", "role")


@recorded
def change_shift(
    *,
    actor: Person,
    shift: Shift,
    version: int,
    values: SeriesValues,
    digest: str,
    now: datetime | None = None,
) -> Shift:
    """Change this shift only. `values` are a plan for one date; the shift leaves its series' changes."""
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    mine = Shift.objects.filter(pk=shift.pk)
    preview = refuse_outdated(preview_of(values, instead_of=mine), digest)
    rewrite(list(mine), {shift.series_date: preview.planned[0]}, values, preview, actor, now)
    mine.update(detached=True)
    fill(mine.get(), now)
    return mine.get()


@recorded
def change_following(
    *,
    actor: Person,
    shift: Shift,
    version: int,
    values: SeriesValues,
    digest: str,
    now: datetime | None = None,
) -> ShiftSeries:
    """Change this shift and those after it. `values.first_on` is the shift's date in the series.

    The series is split there. Shifts that were changed by themselves or canceled stay as they are, and their
    dates are never planned again. A date that is no longer in the plan is canceled, or deleted if nothing
    ever happened on it.
    """
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    later = following(shift)
    list(later.select_for_update().order_by("pk").values_list("pk"))
    preview = refuse_outdated(preview_of(values, instead_of=later), digest)
    later_pks = list(later.values_list("pk", flat=True))
    series = split(shift, values, actor, now)
    rows = Shift.objects.filter(pk__in=later_pks)
    rows.update(series=series)
    dates = {each.day: each for each in preview.planned}
    follows = list(rows.filter(detached=False, status=ShiftState.PLANNED, starts_at__gt=now))
    kept = [each for each in follows if each.series_date in dates]
    rewrite(kept, dates, values, preview, actor, now)
    drop([each for each in follows if each.series_date not in dates], actor, now)
    known = set(rows.values_list("series_date", flat=True))
    write_shifts(series, [each for day, each in dates.items() if day not in known], preview, now)
    for each in Shift.objects.filter(pk__in=[each.pk for each in kept], taken__lt=F("places")):
        fill(each, now)
    return series


def following(shift: Shift) -> QuerySet[Shift]:
    """Return a shift and those after it in its series."""
    return Shift.objects.filter(series=shift.series_id, series_date__gte=shift.series_date)


def split(shift: Shift, values: SeriesValues, actor: Person, now: datetime) -> ShiftSeries:
    """Return the series for the later part: a new one, or the same if nothing came before."""
    old = ShiftSeries.objects.get(pk=shift.series_id)
    if old.shifts.filter(series_date__lt=shift.series_date).exists():
        ShiftSeries.objects.filter(pk=old.pk).update(last_on=shift.series_date - timedelta(days=1))
        return write_series(values, actor=actor, now=now, batch=old.batch, split_from=old)
    ShiftSeries.objects.filter(pk=old.pk).update(**series_columns(values))
    return ShiftSeries.objects.get(pk=old.pk)


def rewrite(
    shifts: Sequence[Shift],
    dates: dict[Any, Occurrence],
    values: SeriesValues,
    preview: Preview,
    actor: Person,
    now: datetime,
) -> None:
    """Give shifts their new columns. Bookings stay, with the new times, and people are told what changed."""
    before = {shift.pk: {name: plain(getattr(shift, name)) for name in SHOWN} for shift in shifts}
    for shift in shifts:
        refuse_what_bookings_forbid(shift, values)
        for name in SHARED:
            setattr(shift, name, getattr(values, name))
        for name, value in times_of(dates[shift.series_date], values.site, now).items():
            setattr(shift, name, value)
        shift.version += 1
        shift.ical_sequence += 1
    names = [*SHARED, "starts_at", "ends_at", "zone", "local_date", "minutes", "books_until"]
    Shift.objects.bulk_update(shifts, [*names, "changed_at", "version", "ical_sequence"])
    move_places(shifts)
    change_lead(shifts, values, preview, now)
    for shift in shifts:
        after = {name: plain(getattr(shift, name)) for name in SHOWN}
        changes = {
            name: [old, after[name]] for name, old in before[shift.pk].items() if old != after[name]
        }
        note(shift, Kind.CHANGED, actor=actor, now=now, changes=changes)
    tell_everyone("shift_changed", shifts, now=now, but=actor.pk)


def refuse_what_bookings_forbid(shift: Shift, values: SeriesValues) -> None:
    if values.places < shift.taken:
        raise Refused((block("places_below_taken", "places", taken=shift.taken),))
    if shift.taken and values.category != shift.category:
        raise Refused((block("category_is_booked", "category"),))


def move_places(shifts: Sequence[Shift]) -> None:
    """Copy the new times to the places. Raises Refused if a student would then be on two shifts at once."""
    mine = Shift.objects.filter(pk=OuterRef("shift"))
    places = Place.objects.filter(shift__in=shifts, status__in=LIVE_PLACES)
    moved = places.annotate(
        new_start=Subquery(mine.values("starts_at")), new_end=Subquery(mine.values("ends_at"))
    )
    elsewhere = Place.objects.filter(
        student=OuterRef("student"),
        status=PlaceState.BOOKED,
        starts_at__lt=OuterRef("new_end"),
        ends_at__gt=OuterRef("new_start"),
    ).exclude(shift__in=shifts)
    if count := moved.filter(Exists(elsewhere), status=PlaceState.BOOKED).count():
        raise Refused((block("students_would_be_twice", "start", count=count),))
    places.update(
        starts_at=Subquery(mine.values("starts_at")[:1]),
        ends_at=Subquery(mine.values("ends_at")[:1]),
    )


def change_lead(
    shifts: Sequence[Shift], values: SeriesValues, preview: Preview, now: datetime
) -> None:
    """Replace the instructors of shifts by the lead, where they can be there."""
    end_covers(Cover.objects.filter(duty__shift__in=shifts), now)
    ShiftSupervisor.objects.filter(shift__in=shifts, withdrawn_at=None).update(withdrawn_at=now)
    if values.lead:
        led = [shift for shift in shifts if shift.series_date not in preview.unled]
        write_leads(led, values.lead, now)


def drop(shifts: Sequence[Shift], actor: Person, now: datetime) -> None:
    """Delete the shifts on which nothing ever happened, and cancel the others."""
    pks = [shift.pk for shift in shifts]
    used = {
        *Place.objects.filter(shift__in=pks).values_list("shift_id", flat=True),
        *ShiftEvent.objects.filter(shift__in=pks).values_list("shift_id", flat=True),
    }
    unused = [pk for pk in pks if pk not in used]
    ShiftSupervisor.objects.filter(shift__in=unused).delete()
    Shift.objects.filter(pk__in=unused).delete()
    rest = Shift.objects.filter(pk__in=used).select_related("site")
    cancel(list(rest), "The schedule changed.", actor, now)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
