"""The policy manual, code by code: what each rule refuses, and what it just accepts."""

from datetime import date, timedelta

import pytest

from clinic_hours.core.domain.findings import Finding, Severity
from clinic_hours.sessions.domain.claims import Limits

from .claims import (
    CLAIM,
    DAY,
    HOUR,
    START,
    found,
)


def is_blocked(code: str, field: str, **changes) -> Finding:
    finding = found(**changes)[code]
    assert (finding.severity, finding.field) == (Severity.BLOCKING, field)
    return finding


@pytest.mark.parametrize("ends_at", [START, START - HOUR])
def test_an_end_at_or_before_the_start_is_refused_alone(ends_at):
    is_blocked("ends_before_start", "end", ends_at=ends_at, note="Mrs Smith")
    assert set(found(ends_at=ends_at, minutes=-60, note="Mrs Smith")) == {"ends_before_start"}


def test_a_session_is_at_most_a_day_long():
    is_blocked("too_long", "end", ends_at=START + 24 * HOUR + timedelta(minutes=1))
    assert "too_long" not in found(ends_at=START + 24 * HOUR)


def test_less_than_a_minute_is_too_short():
    is_blocked("too_short", "end", minutes=0)
    assert "too_short" not in found(minutes=1, clients=0)


@pytest.mark.parametrize("minutes", [240, 300])
def test_a_break_as_long_as_the_session_is_refused_once(minutes):
    changes = {"break_minutes": minutes, "minutes": 240 - minutes}
    assert is_blocked("break_too_long", "break_minutes", **changes).params == {"minutes": 240}
    assert "too_short" not in found(**changes)


def test_future_time_is_refused():
    is_blocked("in_future", "end", now=CLAIM.ends_at - timedelta(seconds=1))
    assert "in_future" not in found(now=CLAIM.ends_at)


def test_a_day_before_the_enrollment_is_refused():
    finding = is_blocked("before_enrollment", "date", enrollment_started_on=date(2026, 11, 21))
    assert finding.params == {"date": "2026-11-21"}
    assert "before_enrollment" not in found(enrollment_started_on=DAY)


def test_a_day_after_the_enrollment_is_refused():
    finding = is_blocked("after_enrollment", "date", enrollment_ended_on=date(2026, 11, 19))
    assert finding.params == {"date": "2026-11-19"}
    assert "after_enrollment" not in found(enrollment_ended_on=DAY)


@pytest.mark.parametrize("status", ["on_leave", "withdrawn", "completed", ""])
def test_only_an_active_enrollment_accepts_hours(status):
    finding = is_blocked("enrollment_not_active", "", enrollment_status=status)
    assert finding.params == {"status": status}


def test_a_session_entered_after_the_window_is_refused():
    finding = is_blocked("outside_entry_window", "date", today_local=DAY + timedelta(days=15))
    assert finding.params == {"days": 14}
    assert "outside_entry_window" not in found(today_local=DAY + timedelta(days=14))


def test_without_a_window_old_sessions_are_accepted():
    assert "outside_entry_window" not in found(limits=Limits(), today_local=DAY + timedelta(400))


def test_a_session_entered_in_time_can_be_corrected_late():
    late = {"today_local": DAY + timedelta(days=60), "first_logged_on": DAY + timedelta(days=1)}
    assert found(**late) == {}


def test_an_old_session_cannot_be_moved_to_a_later_day():
    """Otherwise, an old draft moved to a later day would have no entry window at all."""
    kept = {"today_local": DAY + timedelta(days=60), "first_logged_on": DAY - timedelta(days=1)}
    is_blocked("outside_entry_window", "date", **kept)
    assert found(**kept | {"today_local": DAY + timedelta(days=2)}) == {}


def test_a_session_logged_after_the_window_cannot_be_moved_back():
    is_blocked("outside_entry_window", "date", first_logged_on=DAY + timedelta(days=15))


def test_a_void_opens_its_day_for_another_window_from_the_day_of_the_void():
    voided = {"voided_on": DAY + timedelta(days=40)}
    assert "outside_entry_window" not in found(today_local=DAY + timedelta(days=54), **voided)
    is_blocked("outside_entry_window", "date", today_local=DAY + timedelta(days=55), **voided)


def test_a_void_shortens_no_window():
    early = {"voided_on": DAY - timedelta(days=1), "today_local": DAY + timedelta(days=14)}
    assert "outside_entry_window" not in found(**early)


def test_an_overlap_is_refused_and_names_the_other_session():
    other = (START - HOUR, START + HOUR)
    finding = is_blocked("overlap", "start", overlapping=(other,))
    assert finding.params == {
        "starts_at": other[0].isoformat(),
        "ends_at": other[1].isoformat(),
        "zone": "America/New_York",
    }


@pytest.mark.parametrize(
    ("code", "claimed", "cap"),
    [("over_daily_cap", "claimed_on_day", 360), ("over_weekly_cap", "claimed_in_week", 1800)],
)
def test_a_cap_allows_its_last_minute_and_not_one_more(code, claimed, cap):
    assert code not in found(**{claimed: cap - 210})
    finding = is_blocked(code, "end", **{claimed: cap - 209})
    assert finding.params == {"over": 1, "cap": cap, "left": 209}


@pytest.mark.parametrize(
    ("code", "claimed"),
    [("over_daily_cap", "claimed_on_day"), ("over_weekly_cap", "claimed_in_week")],
)
def test_without_a_cap_there_is_no_limit_and_past_one_nothing_is_left(code, claimed):
    assert code not in found(limits=Limits(), **{claimed: 9999})
    assert found(**{claimed: 9999})[code].params["left"] == 0


def test_a_cap_of_zero_is_a_cap():
    assert "over_daily_cap" in found(limits=Limits(daily_cap_minutes=0))


def test_a_lapsed_credential_is_refused():
    finding = is_blocked("credential_not_current", "supervisor", credential_current=False)
    assert finding.params == {"date": "2026-11-20"}


def test_a_former_supervisor_cannot_be_named():
    is_blocked("supervisor_not_active", "supervisor", supervisor_active=False)


def test_nobody_supervises_their_own_hours():
    is_blocked("own_hours", "supervisor", is_own_supervisor=True)


def test_a_closed_requirement_says_what_it_waits_for():
    closed = {"requirement_open": False, "waiting_for": "Observation"}
    finding = is_blocked("requirement_not_open", "requirement", **closed)
    assert finding.params == {"waiting_for": "Observation"}
