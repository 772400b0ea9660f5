"""What a student's next log form begins with: the last session's choices, and the usual times."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession

LOOKED_AT = 20  # sessions
OFFERED = 3  # pairs of times, the last session's included


@dataclass(frozen=True, slots=True)
class Times:
    """When a session began and ended, on the clinic's clock."""

    starts_at: datetime
    ends_at: datetime
    break_minutes: int

    @property
    def typed(self) -> tuple[time, time, int]:
        return self.starts_at.time(), self.ends_at.time(), self.break_minutes


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last session's requirement, site with its zone, and supervisor; its times first in `usual`."""

    requirement_id: int | None = None
    site_id: int | None = None
    supervisor_id: int | None = None
    zone: str = ""
    usual: tuple[Times, ...] = ()


def remembered_by(enrollment: Enrollment) -> Remembered:
    """Return what the form remembers, in one query however many sessions there are."""
    recent = (
        ClinicSession.objects.filter(enrollment=enrollment)
        .exclude(status=State.WITHDRAWN)
        .order_by("-starts_at", "-pk")
        .only("requirement_id", "site_id", "supervisor_id", "zone", *TIMES)[:LOOKED_AT]
    )
    sessions = list(recent)
    if not sessions:
        return Remembered()
    last = sessions[0]
    return Remembered(
        last.requirement_id, last.site_id, last.supervisor_id, last.zone, usual_times(sessions)
    )


TIMES = ("starts_at", "ends_at", "break_minutes")


def usual_times(sessions: list[ClinicSession]) -> tuple[Times, ...]:
    """Return the last session's times, then the most frequent others. Overnight sessions are left out."""
    by_day = [
        times for times in map(times_of, sessions) if times.starts_at.date() == times.ends_at.date()
    ]
    first_with = {times.typed: times for times in reversed(by_day)}
    counted = Counter(times.typed for times in by_day)
    last = [by_day[0].typed] if by_day else []
    others = [typed for typed, _count in counted.most_common() if typed not in last]
    return tuple(first_with[typed] for typed in [*last, *others][:OFFERED])


def times_of(session: ClinicSession) -> Times:
    place = ZoneInfo(session.zone)
    return Times(
        session.starts_at.astimezone(place),
        session.ends_at.astimezone(place),
        session.break_minutes,
    )
