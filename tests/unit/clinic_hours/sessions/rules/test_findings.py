"""Findings: all of them at once, by severity, and as stored."""

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.core.domain.findings import Finding, blocking, warnings
from clinic_hours.sessions.domain.rules import findings_of

from .claims import (
    AROUND,
    CLAIM,
    DAY,
    FLORIDA,
    START,
    found,
)


def test_an_ordinary_session_has_no_findings():
    assert found() == {}


def test_every_problem_is_reported_at_once():
    codes = found(
        claimed_on_day=360, is_own_supervisor=True, enrollment_status="on_leave", note="Mrs Smith"
    )
    assert set(codes) == {
        "over_daily_cap",
        "own_hours",
        "enrollment_not_active",
        "note_may_identify_client",
    }


def test_findings_are_separated_by_severity():
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
def test_every_finding_can_be_stored_and_restored(
    length, pause, clients, claimed, shift, flag, note
):
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
