"""The input of the rules: the claim, the limits that apply, and the surroundings."""

from dataclasses import dataclass
from datetime import date, datetime

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR

from .clock import Clock


@dataclass(frozen=True, slots=True)
class Claim:
    """What the student says they did. Instants are UTC; `minutes` is what would count.

    `names_no_client`: asked about the note, the student confirmed that it names no client. `is_entered`:
    someone else enters it for the student.
    """

    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    break_minutes: int
    minutes: int
    clients: int
    note: str
    requirement_id: int
    provenance: str
    names_no_client: bool = False
    is_entered: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The requirement set's limits, in real minutes. None means no limit."""

    daily_cap_minutes: int | None = None
    weekly_cap_minutes: int | None = None
    week_starts_on: int = 6
    entry_window_days: int | None = None
    clock_hour: int = MINUTES_PER_HOUR  # how many minutes the set counts as an hour


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The context of a claim: the current time, the enrollment, the student's other live sessions.

    `first_logged_on` is the day a submitted session was first entered, so that the entry window does not
    refuse its correction. `voided_on` is the day on which hours of the claim's day were last
    voided, set only if the window has closed. `window_applies` is False for what is entered for a student,
    with a reason. `known_names` are names allowed in a note: the
    supervisor's, the site's. `waiting_for` names the requirement that must be met first. `clock` is
    what the clock said of a session that was drafted from attendance.
    """

    now: datetime
    today_local: date
    enrollment_status: str
    enrollment_started_on: date
    enrollment_ended_on: date | None = None
    claimed_on_day: int = 0
    claimed_in_week: int = 0
    overlapping: tuple[tuple[datetime, datetime], ...] = ()
    supervisor_active: bool = True
    credential_current: bool = True
    is_own_supervisor: bool = False
    requirement_open: bool = True
    waiting_for: str = ""
    first_logged_on: date | None = None
    voided_on: date | None = None
    window_applies: bool = True
    needs_clients: bool = False
    known_names: tuple[str, ...] = ()
    clock: Clock | None = None
