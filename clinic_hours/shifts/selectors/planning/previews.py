"""What planning a series would make, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet

from clinic_hours.core.domain.findings import Finding, block, warn
from clinic_hours.people.models import ClinicSite, Supervisor
from clinic_hours.shifts.domain.recurrence import (
    Dates,
    Occurrence,
    Plan,
    Skipped,
    dates_of,
    digest_of,
    faults_of,
)
from clinic_hours.shifts.models import Shift, ShiftSeries

from .surroundings import Surroundings, surroundings


@dataclass(frozen=True, slots=True)
class SeriesValues:
    """What the coordinator typed about a series. Times are local to the site."""

    site: ClinicSite
    category: str
    places: int
    weekdays: tuple[int, ...]
    start: time
    end: time
    first_on: date
    last_on: date
    lead: Supervisor | None = None
    room: str = ""
    role: str = Shift.Role.PERFORM
    students_per_supervisor: int | None = None
    every_n_weeks: int = 1
    ends_next_day: bool = False

    @property
    def plan(self) -> Plan:
        return Plan(
            zone=self.site.time_zone,
            weekdays=self.weekdays,
            start=self.start,
            end=self.end,
            first_on=self.first_on,
            last_on=self.last_on,
            every_n_weeks=self.every_n_weeks,
            ends_next_day=self.ends_next_day,
        )

    @property
    def columns(self) -> dict[str, Any]:
        """What a series and each of its shifts share."""
        names = ("site", "room", "category", "role", "places", "students_per_supervisor")
        return {name: getattr(self, name) for name in names}

    @property
    def said(self) -> dict[str, object]:
        """The values as they enter the digest of a preview."""
        lead = self.lead.pk if self.lead else None
        return self.columns | {"site": self.site.pk, "lead": lead, "plan": str(self.plan)}


@dataclass(frozen=True, slots=True)
class Preview:
    """Each date of a series, with what keeps it from having a shift or an instructor.

    `unled` are the dates on which the lead cannot be there: they are planned without an instructor.
    """

    dates: Dates
    faults: tuple[Finding, ...]
    unled: Mapping[date, Finding]
    digest: str

    @property
    def planned(self) -> list[Occurrence]:
        return planned_in(self.dates)

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """What the coordinator has to correct first: nothing would be planned, or nothing with the lead."""
        if self.faults:
            return self.faults
        planned = self.planned
        if not planned and len(self.dates) == 1:
            return tuple(replace(each.refusal, field="first_on") for each in skipped_in(self.dates))
        if not planned:
            return (block("series_without_dates", "weekdays"),)
        return lead_never_there(self.unled) if len(self.unled) == len(planned) else ()


def preview_of(values: SeriesValues, *, instead_of: QuerySet[Shift] | None = None) -> Preview:
    """Return what a series would make. `instead_of` are the shifts that it changes."""
    if faults := faults_of(values.plan):
        return Preview([], faults, {}, "")
    return preview_in(values, surroundings_of([values], instead_of))


def preview_in(
    values: SeriesValues, around: Surroundings, *, after: datetime | None = None
) -> Preview:
    """Return what a plan without faults would make. With `after`, what would have begun is skipped."""
    dates = dates_of(values.plan, around.closures_of(values.site), after=after)
    unled = obstacles_of_lead(values.lead, planned_in(dates), around) if values.lead else {}
    said = values.said | {"unled": sorted(map(str, unled))}
    return Preview(dates, (), unled, digest_of(said, dates))


def surroundings_of(
    plans: Sequence[SeriesValues], instead_of: QuerySet[Shift] | None = None
) -> Surroundings:
    first = min(each.first_on for each in plans)
    last = max(each.last_on for each in plans)
    return surroundings(first, last, [each.lead for each in plans if each.lead], instead_of)


def planned_in(dates: Dates) -> list[Occurrence]:
    return [each for each in dates if isinstance(each, Occurrence)]


def skipped_in(dates: Dates) -> list[Skipped]:
    return [each for each in dates if isinstance(each, Skipped)]


def lead_never_there(unled: Mapping[date, Finding]) -> tuple[Finding, ...]:
    """Return why an instructor can lead on none of the dates."""
    said = next(iter(unled.values())).params
    if all(each.code == "lead_not_licensed" for each in unled.values()):
        return (block("lead_never_licensed", "lead", **said),)
    return (block("lead_never_free", "lead", **said),)


def obstacles_of_lead(
    lead: Supervisor, dates: list[Occurrence], around: Surroundings
) -> dict[date, Finding]:
    """Return why an instructor cannot lead on some of the dates: no license that day, or another shift."""
    licenses, busy = around.licenses.get(lead.pk, ()), around.busy.get(lead.pk, ())
    found = {}
    for each in dates:
        if not any(issued <= each.day <= expires for issued, expires in licenses):
            found[each.day] = warn("lead_not_licensed", instructor=lead.printed_name)
        elif any(start < each.ends_at and end > each.starts_at for start, end in busy):
            found[each.day] = warn("lead_is_busy", instructor=lead.printed_name)
    return found


def values_of(series: ShiftSeries) -> SeriesValues:
    """Return what was planned, to change it."""
    return SeriesValues(
        site=series.site,
        category=series.category,
        places=series.places,
        weekdays=tuple(series.weekdays),
        start=series.local_start,
        end=series.local_end,
        first_on=series.first_on,
        last_on=series.last_on,
        lead=series.lead,
        room=series.room,
        role=series.role,
        students_per_supervisor=series.students_per_supervisor,
        every_n_weeks=series.every_n_weeks,
        ends_next_day=series.ends_next_day,
    )
