"""What decides about the dates of plans: closures, and what their instructors hold and do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from clinic_hours.people.models import ClinicSite, Credential, Supervisor
from clinic_hours.shifts.domain.recurrence import DAY, ClosedDays
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.closures import closures_by_place

Days = Sequence[tuple[date, date]]
Times = Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """{site's short name: closures}, {lead: first and last day of each license}, {lead: times on shifts}."""

    closures: Mapping[str, Sequence[ClosedDays]]
    licenses: Mapping[int, Days]
    busy: Mapping[int, Times]

    def closures_of(self, site: ClinicSite) -> list[ClosedDays]:
        return [*self.closures.get("", ()), *self.closures.get(site.slug, ())]


def surroundings(
    first: date,
    last: date,
    leads: Sequence[Supervisor],
    instead_of: QuerySet[Shift] | None = None,
) -> Surroundings:
    """Return them in at most three queries. Shifts in `instead_of` are about to change."""
    return Surroundings(
        closures=closures_by_place([first, last]),
        licenses=licenses_of(leads) if leads else {},
        busy=busy_times(leads, first, last, instead_of) if leads else {},
    )


def licenses_of(leads: Sequence[Supervisor]) -> Mapping[int, Days]:
    rows = Credential.objects.filter(supervisor__in=leads)
    found: dict[int, list[tuple[date, date]]] = {}
    for lead, issued, expires in rows.values_list("supervisor_id", "issued_on", "expires_on"):
        found.setdefault(lead, []).append((issued, expires))
    return found


def busy_times(
    leads: Sequence[Supervisor], first: date, last: date, instead_of: QuerySet[Shift] | None
) -> Mapping[int, Times]:
    # A shift ends the next day at the latest, and no zone is more than a day from UTC.
    duties = ShiftSupervisor.objects.filter(
        supervisor__in=leads,
        withdrawn_at=None,
        to_at__gt=datetime.combine(first - DAY, time.min, UTC),
        from_at__lt=datetime.combine(last + 3 * DAY, time.min, UTC),
    )
    if instead_of is not None:
        duties = duties.exclude(shift__in=instead_of)
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for lead, start, end in duties.values_list("supervisor_id", "from_at", "to_at"):
        found.setdefault(lead, []).append((start, end))
    return found
