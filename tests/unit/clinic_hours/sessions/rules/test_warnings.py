"""The policy manual, code by code: what each rule warns about, and what it just accepts."""

import json
from datetime import timedelta

from clinic_hours.core.domain.findings import Finding, Severity

from .claims import (
    DAY,
    HOUR,
    START,
    found,
)


def is_warned(code: str, field: str, **changes) -> Finding:
    finding = found(**changes)[code]
    assert (finding.severity, finding.field) == (Severity.WARNING, field)
    return finding


def test_a_note_that_may_name_a_client_gets_a_warning_with_the_kinds_only():
    finding = is_warned("note_may_identify_client", "note", note="Mrs Smith, 305-555-0123")
    assert finding.params == {"kinds": ["name", "phone"]}
    assert "Smith" not in json.dumps(finding.as_dict())


def test_a_long_session_without_a_break_gets_a_warning():
    long = {"ends_at": START + 7 * HOUR, "minutes": 360}
    finding = is_warned("long_without_break", "break_minutes", break_minutes=0, **long)
    assert finding.params == {"minutes": 420}
    assert "long_without_break" not in found(break_minutes=1, **long)
    assert "long_without_break" not in found(break_minutes=0)


def test_more_than_one_client_per_half_hour_gets_a_warning():
    assert is_warned("many_clients", "clients", clients=8).params == {"clients": 8}
    assert "many_clients" not in found(clients=7)


def test_one_client_in_twenty_minutes_is_not_many():
    short = {"minutes": 20, "ends_at": START + timedelta(minutes=20), "break_minutes": 0}
    assert found(clients=1, **short) == {}
    assert "many_clients" in found(clients=2, **short)


def test_no_clients_get_a_warning_only_if_clients_count():
    is_warned("no_clients", "clients", clients=0, needs_clients=True)
    assert "no_clients" not in found(clients=0)


def test_hours_allowed_only_by_a_void_say_so_instead_of_late():
    void = DAY + timedelta(days=40)
    again = {"voided_on": void, "today_local": DAY + timedelta(days=41)}
    finding = is_warned("logged_again", "date", **again)
    assert finding.params == {"days": 41, "date": void.isoformat()}
    assert "late_entry" not in found(**again)
    entered_in_time = again | {"first_logged_on": DAY + timedelta(days=5)}
    assert set(found(**entered_in_time)) == {"late_entry"}


def test_logging_after_more_than_three_days_gets_a_warning():
    late = is_warned("late_entry", "date", today_local=DAY + timedelta(days=4))
    assert late.params == {"days": 4}
    assert "late_entry" not in found(today_local=DAY + timedelta(days=3))
