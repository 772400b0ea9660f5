"""An ordinary claim in Florida, and what the rules find in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from clinic_hours.sessions.domain.claims import Claim, Limits, Surroundings
from clinic_hours.sessions.domain.rules import findings_of

DAY = date(2026, 11, 20)
START = datetime(2026, 11, 20, 19, tzinfo=UTC)  # 2 pm in New York
HOUR = timedelta(hours=1)
CLAIM = Claim(
    starts_at=START,
    ends_at=START + 4 * HOUR,
    zone="America/New_York",
    local_date=DAY,
    break_minutes=30,
    minutes=210,
    clients=3,
    note="Swedish, 60 min, L4-L5",
    requirement_id=1,
    provenance="typed",
)
FLORIDA = Limits(daily_cap_minutes=360, weekly_cap_minutes=1800, entry_window_days=14)
AROUND = Surroundings(
    now=datetime(2026, 11, 21, 15, tzinfo=UTC),
    today_local=date(2026, 11, 21),
    enrollment_status="active",
    enrollment_started_on=date(2026, 6, 1),
)


def found(claim: Claim = CLAIM, limits: Limits = FLORIDA, around: Surroundings = AROUND, **changes):
    """Return findings by code. `changes` apply to the claim or its surroundings."""
    mine = {name: value for name, value in changes.items() if hasattr(claim, name)}
    others = {name: value for name, value in changes.items() if name not in mine}
    findings = findings_of(replace(claim, **mine), limits, replace(around, **others))
    return {finding.code: finding for finding in findings}
