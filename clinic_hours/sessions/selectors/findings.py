"""Findings that depend on the rest of the record, computed each time a session is shown.

A session's own warnings are stored with it. These would be out of date as soon as another session is
logged, taken back or signed. Computed late, they appear on both sessions, whichever came first.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from clinic_hours.core.domain.findings import Finding
from clinic_hours.sessions.domain.ratios import Presence, most_at_once, too_many_students
from clinic_hours.sessions.domain.requirements import surplus, surplus_hours
from clinic_hours.sessions.domain.states import LIVE, State
from clinic_hours.sessions.models import Balance, ClinicSession
from courses.requirements.models import Requirement

from .progress import bounds_of

COUNTED = (State.SUBMITTED, State.SIGNED_OFF)


class Supervised(Protocol):
    """What the checks need to know of a session. Its requirement's set is its enrollment's."""

    @property
    def pk(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def student_id(self) -> int: ...
    @property
    def supervisor_id(self) -> int: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def local_date(self) -> date: ...
    @property
    def minutes(self) -> int: ...
    @property
    def provenance(self) -> str: ...
    @property
    def requirement(self) -> Requirement: ...


Also = Callable[[Sequence[int]], Mapping[int, Sequence[Finding]]]
ALSO: list[Also] = []


def find_also(also: Also) -> None:
    """Register {session: findings} about clocked and attested sessions. Called while Django starts."""
    ALSO.append(also)


# A session lasts at most a day, and the local dates of two places may differ by a day.
NEAR = tuple(timedelta(days=days) for days in range(-2, 3))


def findings_now(
    sessions: Sequence[Supervised], earned: Mapping[int, int] | None = None
) -> dict[int, list[Finding]]:
    """Return {session: findings} in at most two queries, and what wings above find of clocked ones.

    Each session needs its requirement and the requirement's set, which is its enrollment's. `earned`
    holds the minutes of `earned_minutes` by session, if they were read with the sessions.
    """
    live = [session for session in sessions if session.status in LIVE]
    found: dict[int, list[Finding]] = defaultdict(list)
    for findings in (ratios_of(live), surplus_of(live, earned)):
        for key, finding in findings.items():
            found[key].append(finding)
    clocked = [session for session in live if session.provenance != "typed"]
    for also in ALSO if clocked else ():
        for key, more in also([session.pk for session in clocked]).items():
            found[key] += more
    return found


def ratios_of(sessions: Sequence[Supervised]) -> dict[int, Finding]:
    """Return a finding for each session whose instructor had more students than the set allows."""
    limited = [
        session
        for session in sessions
        if session.requirement.requirement_set.students_per_supervisor is not None
    ]
    present = presences_near(limited) if limited else {}
    found: dict[int, Finding] = {}
    for session in limited:
        under = session.requirement.requirement_set
        finding = too_many_students(
            most_at_once(presence_of(session), present[session.supervisor_id]),
            limit=under.students_per_supervisor,
            edition=under.edition,
        )
        if finding:
            found[session.pk] = finding
    return found


def presence_of(session: Supervised) -> Presence:
    return Presence(session.student_id, session.starts_at, session.ends_at)


def presences_near(sessions: Sequence[Supervised]) -> dict[int, list[Presence]]:
    """Return who was with the same instructors around those days, in one query."""
    days = {session.local_date + apart for session in sessions for apart in NEAR}
    rows = ClinicSession.objects.filter(
        supervisor__in={session.supervisor_id for session in sessions},
        local_date__in=days,
        status__in=COUNTED,
    ).order_by()
    present: dict[int, list[Presence]] = defaultdict(list)
    columns = rows.values_list("supervisor_id", "student_id", "starts_at", "ends_at")
    for supervisor, student, starts_at, ends_at in columns:
        present[supervisor].append(Presence(student, starts_at, ends_at))
    return present


def surplus_of(
    sessions: Sequence[Supervised], earned: Mapping[int, int] | None
) -> dict[int, Finding]:
    """Return a finding for each unsigned session with more hours than its requirement can use."""
    unsigned = [session for session in sessions if session.status != State.SIGNED_OFF]
    if earned is None:
        earned = earned_of(unsigned) if unsigned else {}
    found: dict[int, Finding] = {}
    for session in unsigned:
        under = session.requirement.requirement_set
        so_far, bounds = earned[session.pk], bounds_of(session.requirement, under)
        over = surplus(so_far + session.minutes, *bounds) - surplus(so_far, *bounds)
        if finding := surplus_hours(over, under.minutes_per_clock_hour):
            found[session.pk] = finding
    return found


def earned_of(sessions: Sequence[Supervised]) -> dict[int, int]:
    rows = ClinicSession.objects.filter(pk__in=[session.pk for session in sessions])
    return dict(rows.annotate(earned=earned_minutes()).values_list("pk", "earned"))


def earned_minutes() -> Coalesce:
    """Return an expression for the minutes a session's student has earned of its requirement."""
    balance = Balance.objects.filter(
        enrollment=OuterRef("enrollment"), requirement=OuterRef("requirement")
    )
    return Coalesce(Subquery(balance.values("minutes")), 0)
