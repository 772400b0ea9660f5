"""The policy manual, code by code: what each rule refuses or remarks, and where it just does not."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.domain.claims import Claim, Limits, Surroundings
from clinic_hours.domain.findings import Finding, Severity, blocking, warnings
from clinic_hours.domain.rules import findings_of

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
    """Return findings by code; `changes` alter the claim or what stands around it."""
    mine = {name: value for name, value in changes.items() if hasattr(claim, name)}
    others = {name: value for name, value in changes.items() if name not in mine}
    findings = findings_of(replace(claim, **mine), limits, replace(around, **others))
    return {finding.code: finding for finding in findings}


def is_blocked(code: str, field: str, **changes) -> Finding:
    finding = found(**changes)[code]
    assert (finding.severity, finding.field) == (Severity.BLOCKING, field)
    return finding


def is_warned(code: str, field: str, **changes) -> Finding:
    finding = found(**changes)[code]
    assert (finding.severity, finding.field) == (Severity.WARNING, field)
    return finding


def test_an_ordinary_session_has_no_findings():
    assert found() == {}


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


def test_time_that_is_still_to_come_is_refused():
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
def test_only_an_active_enrollment_takes_hours(status):
    finding = is_blocked("enrollment_not_active", "", enrollment_status=status)
    assert finding.params == {"status": status}


def test_a_session_entered_after_the_window_is_refused():
    finding = is_blocked("outside_entry_window", "date", today_local=DAY + timedelta(days=15))
    assert finding.params == {"days": 14}
    assert "outside_entry_window" not in found(today_local=DAY + timedelta(days=14))


def test_without_a_window_old_sessions_are_welcome():
    assert "outside_entry_window" not in found(limits=Limits(), today_local=DAY + timedelta(400))


def test_correcting_late_what_was_entered_in_time_is_allowed():
    late = {"today_local": DAY + timedelta(days=60), "first_logged_on": DAY + timedelta(days=1)}
    assert found(**late) == {}


def test_an_old_entry_is_no_key_to_days_after_it():
    """A draft kept from long ago and moved to a later day would otherwise have no window at all."""
    kept = {"today_local": DAY + timedelta(days=60), "first_logged_on": DAY - timedelta(days=1)}
    is_blocked("outside_entry_window", "date", **kept)
    assert found(**kept | {"today_local": DAY + timedelta(days=2)}) == {}


def test_an_old_entry_is_no_key_to_days_long_before_it():
    is_blocked("outside_entry_window", "date", first_logged_on=DAY + timedelta(days=15))


def test_an_overlap_is_refused_and_says_with_what():
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
def test_a_cap_takes_its_last_minute_and_not_one_more(code, claimed, cap):
    assert code not in found(**{claimed: cap - 210})
    finding = is_blocked(code, "end", **{claimed: cap - 209})
    assert finding.params == {"over": 1, "cap": cap, "left": 209}


@pytest.mark.parametrize(
    ("code", "claimed"),
    [("over_daily_cap", "claimed_on_day"), ("over_weekly_cap", "claimed_in_week")],
)
def test_without_a_cap_there_is_none_and_past_it_nothing_is_left(code, claimed):
    assert code not in found(limits=Limits(), **{claimed: 9999})
    assert found(**{claimed: 9999})[code].params["left"] == 0


def test_a_cap_of_zero_is_a_cap():
    assert "over_daily_cap" in found(limits=Limits(daily_cap_minutes=0))


def test_a_lapsed_credential_is_refused():
    finding = is_blocked("credential_not_current", "supervisor", credential_current=False)
    assert finding.params == {"date": "2026-11-20"}


def test_nobody_supervises_their_own_hours():
    is_blocked("own_hours", "supervisor", is_own_supervisor=True)


def test_a_closed_requirement_says_what_it_waits_for():
    closed = {"requirement_open": False, "waiting_for": "Observation"}
    finding = is_blocked("requirement_not_open", "requirement", **closed)
    assert finding.params == {"waiting_for": "Observation"}


def test_a_note_that_may_name_a_client_is_remarked_with_the_kinds_only():
    finding = is_warned("note_may_identify_client", "note", note="Mrs Smith, 305-555-0123")
    assert finding.params == {"kinds": ["name", "phone"]}
    assert "Smith" not in json.dumps(finding.as_dict())


def test_a_long_session_without_a_break_is_remarked():
    long = {"ends_at": START + 7 * HOUR, "minutes": 360}
    finding = is_warned("long_without_break", "break_minutes", break_minutes=0, **long)
    assert finding.params == {"minutes": 420}
    assert "long_without_break" not in found(break_minutes=1, **long)
    assert "long_without_break" not in found(break_minutes=0)


def test_more_clients_than_one_in_half_an_hour_are_remarked():
    assert is_warned("many_clients", "clients", clients=8).params == {"clients": 8}
    assert "many_clients" not in found(clients=7)


def test_one_client_in_twenty_minutes_is_not_many():
    short = {"minutes": 20, "ends_at": START + timedelta(minutes=20), "break_minutes": 0}
    assert found(clients=1, **short) == {}
    assert "many_clients" in found(clients=2, **short)


def test_no_clients_are_remarked_only_where_clients_count():
    is_warned("no_clients", "clients", clients=0, needs_clients=True)
    assert "no_clients" not in found(clients=0)


def test_an_entry_after_more_than_three_days_is_remarked():
    late = is_warned("late_entry", "date", today_local=DAY + timedelta(days=4))
    assert late.params == {"days": 4}
    assert "late_entry" not in found(today_local=DAY + timedelta(days=3))


def test_everything_wrong_is_said_at_once():
    codes = found(
        claimed_on_day=360, is_own_supervisor=True, enrollment_status="on_leave", note="Mrs Smith"
    )
    assert set(codes) == {
        "over_daily_cap",
        "own_hours",
        "enrollment_not_active",
        "note_may_identify_client",
    }


def test_findings_are_parted_by_severity():
    findings = findings_of(
        replace(CLAIM, note="Mrs Smith"), FLORIDA, replace(AROUND, is_own_supervisor=True)
    )
    assert [each.code for each in blocking(findings)] == ["own_hours"]
    assert [each.code for each in warnings(findings)] == ["note_may_identify_client"]


@given(
    st.integers(-600, 2000),
    st.integers(0, 2000),
    st.integers(0, 50),
    st.integers(0, 3000),
    st.integers(-40, 40),
    st.booleans(),
    st.sampled_from(["", "Mrs Smith", "a@b.test"]),
)
def test_every_finding_survives_being_stored(length, pause, clients, claimed, shift, flag, note):
    claim = replace(
        CLAIM,
        ends_at=START + timedelta(minutes=length),
        break_minutes=pause,
        minutes=length - pause,
        clients=clients,
        note=note,
    )
    around = replace(
        AROUND,
        claimed_on_day=claimed,
        claimed_in_week=claimed,
        enrollment_started_on=DAY + timedelta(days=shift),
        today_local=DAY + timedelta(days=abs(shift)),
        requirement_open=flag,
        needs_clients=flag,
        credential_current=flag,
    )
    findings = findings_of(claim, FLORIDA, around)
    for finding in findings:
        assert Finding.from_dict(json.loads(json.dumps(finding.as_dict()))) == finding
    assert len({finding.code for finding in findings}) == len(findings)
    if not blocking(findings):
        assert 1 <= claim.minutes <= 360 - claimed
