"""Which instructors could take a shift, and why the others cannot."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.booking import NOT_PLANNED
from clinic_hours.shifts.models import Shift, ShiftSupervisor


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instructor, with what keeps them from taking a shift."""

    supervisor: Supervisor
    obstacles: tuple[Finding, ...]
    licensed_until: date | None
    also_on: tuple[ShiftSupervisor, ...]  # other duties on that day

    @property
    def can_take_it(self) -> bool:
        return not self.obstacles


def candidates_for(shift: Shift, now: datetime) -> list[Candidate]:
    """Return all active instructors, those who can take it first, in three queries.

    Of these, those who work at the shift's site come first.
    """
    overlapping = Q(from_at__lt=shift.ends_at, to_at__gt=shift.starts_at)
    near = ShiftSupervisor.objects.filter(
        overlapping | Q(shift__local_date=shift.local_date), withdrawn_at=None
    )
    supervisors = Supervisor.objects.filter(is_active=True, user__is_active=True)
    rows = supervisors.prefetch_related("credentials", "sites", Prefetch("duties", queryset=near))
    found = [candidate(each, shift, now) for each in rows]
    site = shift.site_id
    return sorted(
        found,
        key=lambda each: (
            bool(each.obstacles),
            all(there.pk != site for there in each.supervisor.sites.all()),
            each.supervisor.printed_name,
        ),
    )


def candidate(supervisor: Supervisor, shift: Shift, now: datetime) -> Candidate:
    day = shift.local_date
    licenses = [each for each in supervisor.credentials.all() if each.issued_on <= day]
    return Candidate(
        supervisor=supervisor,
        obstacles=obstacles_of(supervisor, shift, shift.starts_at, shift.ends_at, now),
        licensed_until=max((each.expires_on for each in licenses), default=None),
        also_on=tuple(each for each in supervisor.duties.all() if each.shift_id != shift.pk),
    )


def why_not(
    supervisor: Supervisor, shift: Shift, from_at: datetime, to_at: datetime, now: datetime
) -> tuple[Finding, ...]:
    """Return why one instructor cannot take a shift, read afresh."""
    near = ShiftSupervisor.objects.filter(withdrawn_at=None, from_at__lt=to_at, to_at__gt=from_at)
    rows = Supervisor.objects.select_related("user")
    fresh = rows.prefetch_related("credentials", Prefetch("duties", queryset=near)).get(
        pk=supervisor.pk
    )
    if not fresh.is_active or not fresh.user.is_active:
        return (block("instructor_not_active"),)
    return obstacles_of(fresh, shift, from_at, to_at, now)


def obstacles_of(
    supervisor: Supervisor, shift: Shift, from_at: datetime, to_at: datetime, now: datetime
) -> tuple[Finding, ...]:
    """Return why an instructor cannot be on a shift. Licenses and duties near it are prefetched."""
    if not_planned := NOT_PLANNED.get(shift.status):
        return (not_planned,)
    if now >= shift.ends_at:
        return (block("shift_is_over"),)
    if not shift.starts_at <= from_at < to_at <= shift.ends_at:
        return (block("duty_outside_shift"),)
    licenses = list(supervisor.credentials.all())
    if not any(each.issued_on <= shift.local_date <= each.expires_on for each in licenses):
        last = max((each.expires_on for each in licenses), default=None)
        if last is None:
            return (block("instructor_without_license"),)
        return (block("license_over_by_then", date=last.isoformat()),)
    for each in supervisor.duties.all():
        if each.from_at < to_at and each.to_at > from_at:
            times = {"starts_at": each.from_at.isoformat(), "ends_at": each.to_at.isoformat()}
            return (block("instructor_busy", **times, zone=shift.zone),)
    return ()
