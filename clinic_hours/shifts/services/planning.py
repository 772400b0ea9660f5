"""WRITE: series of shifts, by the office, in one transaction for a whole term.

What is applied is what the preview showed: `digest` names it. Raises Conflict if it would be different now,
Refused for a plan that is impossible, NotAllowed for anyone but the office.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.domain.minutes import elapsed_minutes
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import ClinicSite, Supervisor
from clinic_hours.shifts.domain.cutoffs import cutoff_of
from clinic_hours.shifts.domain.recurrence import Occurrence
from clinic_hours.shifts.models import Place, Shift, ShiftEvent, ShiftSeries, ShiftSupervisor
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.planning.previews import Preview, SeriesValues, preview_of
from home.core.models.actors import Person

from .duty_news import tell_of_plan


@recorded
def plan_series(
    *,
    actor: Person,
    values: SeriesValues,
    digest: str,
    batch: UUID | None = None,
    now: datetime | None = None,
) -> ShiftSeries:
    """Plan all shifts of a series, in a batch that was named with the preview.

    A second delivery of the same preview returns the series of the first one.
    """
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    lock_sites()
    if delivered := batch and ShiftSeries.objects.filter(batch=batch).first():
        return delivered
    preview = refuse_outdated(preview_of(values), digest)
    series = write_series(values, actor=actor, now=now, batch=batch or uuid4())
    shifts = write_shifts(series, preview.planned, preview, now)
    tell_of_plan("shifts_planned", shifts, now, by=actor)
    return series


def lock_sites() -> None:
    """Let only one plan be made at a time. Bookings do not wait for it."""
    sites = ClinicSite.objects.select_for_update(no_key=True).order_by("pk")
    list(sites.values_list("pk"))


@recorded
def undo_batch(*, actor: Person, batch: UUID, now: datetime | None = None) -> int:
    """Delete the shifts that were planned in one act, and return how many they were.

    Their instructors are told.

    Raises Refused("batch_is_booked") once a student asked for a place or one of them was changed, and
    Conflict if they are gone.
    """
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    series = ShiftSeries.objects.select_for_update().filter(batch=batch)
    shifts = Shift.objects.filter(series__in=list(series.values_list("pk", flat=True)))
    pks = list(shifts.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not pks:
        raise Conflict
    for row in (Place, ShiftEvent):
        if row.objects.filter(shift__in=pks).exists():
            raise Refused((block("batch_is_booked"),))
    tell_of_plan("shifts_unplanned", shifts, now or timezone.now(), by=actor)
    ShiftSupervisor.objects.filter(shift__in=pks).delete()
    Shift.objects.filter(pk__in=pks).delete()
    series.update(split_from=None)
    series.delete()
    return len(pks)


def refuse_outdated(preview: Preview, digest: str) -> Preview:
    """Return the preview if it is possible and still what was shown."""
    if preview.faults:
        raise Refused(preview.faults)
    if not preview.planned:
        raise Refused((block("series_without_dates", "weekdays"),))
    if preview.digest != digest:
        raise Conflict
    return preview


def write_series(
    values: SeriesValues, *, actor: Person, now: datetime, batch: UUID, **columns: Any
) -> ShiftSeries:
    return ShiftSeries.objects.create(
        **series_columns(values), planned_by=actor, planned_at=now, batch=batch, **columns
    )


def series_columns(values: SeriesValues) -> dict[str, Any]:
    return values.columns | {
        "lead": values.lead,
        "weekdays": list(values.weekdays),
        "every_n_weeks": values.every_n_weeks,
        "local_start": values.start,
        "local_end": values.end,
        "ends_next_day": values.ends_next_day,
        "first_on": values.first_on,
        "last_on": values.last_on,
    }


def write_shifts(
    series: ShiftSeries, dates: Sequence[Occurrence], preview: Preview, now: datetime
) -> list[Shift]:
    """Write the shifts of a series on these dates, each with its lead if they can be there."""
    site, shared = series.site, {name: getattr(series, name) for name in SHARED}
    shifts = Shift.objects.bulk_create(
        [
            Shift(series=series, series_date=each.day, **shared, **times_of(each, site, now))
            for each in dates
        ]
    )
    if series.lead:
        led = [shift for shift in shifts if shift.series_date not in preview.unled]
        write_leads(led, series.lead, now)
    return shifts


SHARED = ("site", "room", "category", "role", "places", "students_per_supervisor")


def times_of(each: Occurrence, site: ClinicSite, now: datetime) -> dict[str, Any]:
    """Return the columns of a shift that follow from its date."""
    return {
        "starts_at": each.starts_at,
        "ends_at": each.ends_at,
        "zone": site.time_zone,
        "local_date": each.day,
        "minutes": elapsed_minutes(each.starts_at, each.ends_at),
        "books_until": cutoff_of(each.starts_at, site.time_zone, site.cutoff_hours, site.cutoff_at),
        "changed_at": now,
    }


def write_leads(shifts: Sequence[Shift], lead: Supervisor, now: datetime) -> None:
    ShiftSupervisor.objects.bulk_create(
        ShiftSupervisor(
            shift=shift,
            supervisor=lead,
            from_at=shift.starts_at,
            to_at=shift.ends_at,
            confirmed_at=now,
        )
        for shift in shifts
    )
