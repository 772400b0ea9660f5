"""Everything the rules need to know about a claim's context, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.people.models import (
    ClinicSite,
    Credential,
    Enrollment,
    Supervisor,
)
from clinic_hours.sessions.domain.claims import Claim, Limits, Surroundings
from clinic_hours.sessions.domain.requirements import progress_of
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from courses.requirements.models import Requirement

from .progress import lines_of, tallies_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Neighbor:
    """Another live session of the same student, near in time."""

    starts_at: datetime
    ends_at: datetime
    local_date: date
    minutes: int


def limits_of(enrollment: Enrollment) -> Limits:
    rules = enrollment.requirement_set
    return Limits(
        daily_cap_minutes=rules.limit_in_real_minutes(rules.daily_cap_minutes),
        weekly_cap_minutes=rules.limit_in_real_minutes(rules.weekly_cap_minutes),
        week_starts_on=rules.week_starts_on,
        entry_window_days=rules.entry_window_days,
        clock_hour=rules.minutes_per_clock_hour,
    )


def surroundings_of(
    claim: Claim,
    *,
    enrollment: Enrollment,
    requirement: Requirement,
    supervisor: Supervisor,
    site: ClinicSite,
    session: ClinicSession | None,
    now: datetime,
) -> Surroundings:
    """Return the surroundings of a claim. `session` is its own row, if it already has one."""
    first_day, last_day = week_of(claim.local_date, enrollment.requirement_set.week_starts_on)
    neighbors = neighbors_of(enrollment, claim, first_day, last_day, leaving_out=session)
    waiting_for = prerequisite_of(enrollment, requirement)
    zone = ZoneInfo(claim.zone)
    return Surroundings(
        now=now,
        today_local=now.astimezone(zone).date(),
        enrollment_status=enrollment.status,
        enrollment_started_on=enrollment.started_on,
        enrollment_ended_on=enrollment.ended_on,
        claimed_on_day=sum(n.minutes for n in neighbors if n.local_date == claim.local_date),
        claimed_in_week=sum(n.minutes for n in neighbors if first_day <= n.local_date <= last_day),
        overlapping=tuple(
            (n.starts_at, n.ends_at)
            for n in neighbors
            if n.starts_at < claim.ends_at and n.ends_at > claim.starts_at
        ),
        credential_current=credential_on(supervisor, claim.local_date) is not None,
        supervisor_active=supervisor.is_active,
        is_own_supervisor=supervisor.user_id == enrollment.student_id,
        requirement_open=not waiting_for,
        waiting_for=waiting_for,
        first_logged_on=first_logged_on(session, zone),
        window_applies=not (claim.is_entered or was_entered(session, claim)),
        voided_on=voided_on(enrollment, claim.local_date, zone, now),
        needs_clients=requirement.minimum_clients > 0,
        known_names=(supervisor.printed_name, site.name),
    )


def first_logged_on(session: ClinicSession | None, zone: ZoneInfo) -> date | None:
    """Return the day on which a session was first logged. A draft that was never sent has none yet."""
    if session is None or session.submitted_at is None:
        return None
    return session.logged_at.astimezone(zone).date()


def was_entered(session: ClinicSession | None, claim: Claim) -> bool:
    """Return whether the session was entered for the student, on the day that the claim is about."""
    if session is None or session.entered_by_id is None:
        return False
    return session.local_date == claim.local_date


def voided_on(enrollment: Enrollment, day: date, zone: ZoneInfo, now: datetime) -> date | None:
    """Return when hours of a day were last voided. Queried only if the entry window has closed."""
    window = enrollment.requirement_set.entry_window_days
    if window is None or (now.astimezone(zone).date() - day).days <= window:
        return None
    voids = SessionEvent.objects.filter(
        session__enrollment=enrollment, session__local_date=day, kind=SessionEvent.Kind.VOIDED
    )
    latest = voids.order_by("-pk").values_list("happened_at", flat=True).first()
    return latest.astimezone(zone).date() if latest else None


def neighbors_of(
    enrollment: Enrollment,
    claim: Claim,
    first_day: date,
    last_day: date,
    *,
    leaving_out: ClinicSession | None,
) -> Sequence[Neighbor]:
    """Return the student's other live sessions from the day before the claim's week to the day after it.

    A session lasts at most a day, so nothing outside those days can overlap.
    """
    rows = ClinicSession.objects.filter(
        student_id=enrollment.student_id,
        status__in=LIVE,
        local_date__range=(first_day - DAY, last_day + DAY),
    )
    if leaving_out:
        rows = rows.exclude(pk=leaving_out.pk)
    return [
        Neighbor(*row) for row in rows.values_list("starts_at", "ends_at", "local_date", "minutes")
    ]


def prerequisite_of(enrollment: Enrollment, requirement: Requirement) -> str:
    """Return the name of the requirement that this one is still waiting for, or an empty string."""
    if not requirement.gates.exists():
        return ""
    lines = lines_of(enrollment.requirement_set)
    progress = progress_of(lines, tallies_of(enrollment))
    mine = next(line for line in progress.lines if line.line.id == requirement.pk)
    return "" if mine.is_open or mine.waiting_for is None else mine.waiting_for.name


def credential_on(supervisor: Supervisor, day: date) -> Credential | None:
    """Return the supervisor's credential current on `day`: of several, the one that expires last."""
    return (
        supervisor.credentials.filter(issued_on__lte=day, expires_on__gte=day)
        .order_by("-expires_on")
        .first()
    )
