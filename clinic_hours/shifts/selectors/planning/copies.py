"""READ: what copying the week before into one that is not planned yet would make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Prefetch, QuerySet

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.people.models import ClinicSite, Supervisor
from clinic_hours.shifts.domain.recurrence import digest_of
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.domain.weeks import Week
from clinic_hours.shifts.models import Shift, ShiftSupervisor

from .previews import Preview, SeriesValues, preview_in, surroundings_of

Times = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Copied:
    """Shifts of the week before that are alike, as a plan for the new week."""

    values: SeriesValues
    preview: Preview


@dataclass(frozen=True, slots=True)
class WeekCopy:
    """What a week gets from the week before. `canceled` is the number of shifts that are not copied."""

    week: Week
    series: Sequence[Copied]
    canceled: int
    faults: tuple[Finding, ...]
    digest: str

    @property
    def planned(self) -> int:
        return sum(len(each.preview.planned) for each in self.series)


def can_be_copied(week: Week, site: ClinicSite | None) -> bool:
    """Whether a week has no shifts, and the week before has some."""
    return not shifts_of(week, site).exists() and shifts_of(week + (-1), site).exists()


def copy_of(week: Week, site: ClinicSite | None, now: datetime) -> WeekCopy:
    """Return the copy in a constant number of queries. What would have begun by now is skipped."""
    before = in_week(week + (-1), site)
    canceled = before.filter(status=ShiftState.CANCELLED).count()
    plans = plans_of(week, shifts_of(week + (-1), site))
    series = previewed(plans, now) if plans else []
    return WeekCopy(
        week,
        series,
        canceled,
        faults=faults_of(week, site, series),
        digest=digest_of({"series": [each.preview.digest for each in series]}, []),
    )


def in_week(week: Week, site: ClinicSite | None) -> QuerySet[Shift]:
    shifts = Shift.objects.filter(local_date__range=(week.first, week.last), site__is_active=True)
    return shifts.filter(site=site) if site else shifts


def shifts_of(week: Week, site: ClinicSite | None) -> QuerySet[Shift]:
    return in_week(week, site).exclude(status=ShiftState.CANCELLED)


def faults_of(week: Week, site: ClinicSite | None, series: Sequence[Copied]) -> tuple[Finding, ...]:
    if shifts_of(week, site).exists():
        return (block("week_is_planned"),)
    if not series:
        return (block("no_week_to_copy"),)
    return ()


def previewed(plans: Sequence[SeriesValues], now: datetime) -> list[Copied]:
    around = surroundings_of(plans)
    return [Copied(each, preview_in(each, around, after=now)) for each in plans]


def plans_of(week: Week, shifts: QuerySet[Shift]) -> list[SeriesValues]:
    """Return the plans that make the same shifts in another week: one for those that are alike."""
    found: dict[tuple[SeriesValues, int], set[int]] = {}
    for shift, lead in led(shifts):
        like, weekday = values_of(shift, lead, week), shift.local_date.weekday()
        # The same shift twice on a day is two plans.
        number = next(n for n in range(len(found) + 1) if weekday not in found.get((like, n), ()))
        found.setdefault((like, number), set()).add(weekday)
    return [replace(like, weekdays=tuple(sorted(days))) for (like, _number), days in found.items()]


def values_of(shift: Shift, lead: Supervisor | None, week: Week) -> SeriesValues:
    start, end = shift.local_starts_at, shift.local_ends_at
    return SeriesValues(
        site=shift.site,
        room=shift.room,
        category=shift.category,
        role=shift.role,
        places=shift.places,
        students_per_supervisor=shift.students_per_supervisor,
        lead=lead,
        weekdays=(),
        start=time(start.hour, start.minute),
        end=time(end.hour, end.minute),
        ends_next_day=start.date() != end.date(),
        first_on=week.first,
        last_on=week.last,
    )


def led(shifts: QuerySet[Shift]) -> list[tuple[Shift, Supervisor | None]]:
    """Return shifts with who leads them, or else who was planned to and is free at that time of the week."""
    found = list(with_leads(shifts))
    leads: dict[int, Supervisor] = {}
    busy: dict[int, Times] = {}
    for candidate_on in (lead_on, planned_lead):
        for shift in found:
            lead = candidate_on(shift)
            if lead and shift.pk not in leads and is_free(shift, busy.get(lead.pk, ())):
                leads[shift.pk] = lead
                busy.setdefault(lead.pk, []).append((shift.starts_at, shift.ends_at))
    return [(shift, leads.get(shift.pk)) for shift in found]


def with_leads(shifts: QuerySet[Shift]) -> QuerySet[Shift]:
    duties = ShiftSupervisor.objects.filter(withdrawn_at=None, confirmed_at__isnull=False)
    leads_first = duties.order_by("-duty", "from_at", "pk").select_related("supervisor__user")
    rows = shifts.select_related("site", "series__lead__user").order_by("starts_at", "pk")
    return rows.prefetch_related(Prefetch("duties", queryset=leads_first))


def lead_on(shift: Shift) -> Supervisor | None:
    there = (duty.supervisor for duty in shift.duties.all())
    return next((each for each in there if supervises(each)), None)


def planned_lead(shift: Shift) -> Supervisor | None:
    lead = shift.series.lead
    return lead if lead and supervises(lead) else None


def supervises(lead: Supervisor) -> bool:
    return lead.is_active and lead.user.is_active


def is_free(shift: Shift, busy: Iterable[tuple[datetime, datetime]]) -> bool:
    return not any(start < shift.ends_at and end > shift.starts_at for start, end in busy)
