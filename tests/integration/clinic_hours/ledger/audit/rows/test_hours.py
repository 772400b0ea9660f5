"""The audit reports rows that no longer match the log, and nothing on a sound one.

The three signed sessions are entries 4, 5 and 6, after a requirement set, an enrollment and a license.
"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SignOff,
)
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, fresh, logged, signed
from tests.integration.clinic_hours.record import FIRST, LUCIA, REVERSAL, THIRD, TRANSFER
from tests.tampering import change_hours, guards_down, insert, run

from ..damage import found

pytestmark = pytest.mark.django_db


def test_an_untouched_ledger_is_ok_and_says_its_size_and_root(three_entries):
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    assert out.getvalue().startswith("ledger ok: 6 entries, root ")
    assert len(out.getvalue().split()[-1]) == 64


def test_an_empty_ledger_is_ok(db):
    assert audit_ledger().is_ok


def test_a_wrong_balance_is_found(three_entries):
    Balance.objects.update(minutes=1)
    assert found() == (None, "wrong balance")


def test_a_missing_balance_is_found(three_entries):
    Balance.objects.all().delete()
    assert found() == (None, "missing balance")


def test_a_session_changed_after_it_was_signed_is_found(three_entries):
    ClinicSession.objects.filter(pk=three_entries[1].session_id).update(minutes=59)
    assert found() == (5, "altered session")


def test_a_session_marked_signed_without_an_entry_is_found(lucia, rosa):
    session = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=session.pk).update(status="signed_off")
    assert found() == (None, "orphan session")


def test_the_command_exits_with_the_first_damage_described(three_entries):
    Balance.objects.update(minutes=1)
    with pytest.raises(CommandError, match="ledger damaged: wrong balance"):
        call_command("audit_ledger")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("minutes", 600), ("clients", 9), ("occurred_on", "2026-01-02"), ("kind", "transfer")),
        *(("provenance", "clocked"), ("supervised_minutes", 60)),
    ],
)
def test_a_column_that_differs_from_the_signed_payload_is_found(three_entries, column, value):
    paper = {"session": None, "sign_off": None, "document": "A paper"} if column == "kind" else {}
    with guards_down():
        change_hours(5, **{column: value}, **paper)
        assert found() == (5, "altered row")


def test_hours_moved_to_another_student_are_found(three_entries, mei):
    with guards_down():
        change_hours(5, enrollment=mei)
        assert found() == (5, "altered row")


@pytest.mark.parametrize(
    "change_of",
    [{"printed_name": "Someone else"}, {"license_number": "MA 1"}, {"fingerprint": "0"}],
)
def test_a_rewritten_sign_off_is_found(three_entries, change_of):
    with guards_down():
        SignOff.objects.filter(pk=three_entries[1].sign_off_id).update(**change_of)
        assert found() == (5, "altered sign-off")


def test_a_balance_wrong_only_in_its_paper_minutes_is_found(three_entries):
    Balance.objects.update(paper_minutes=60)
    assert found() == (None, "wrong balance")


def test_postings_during_an_audit_do_not_disturb_it(three_entries, lucia, rosa):
    def meanwhile(_read):
        if HourEntry.objects.count() == 3:
            signed(logged(lucia, rosa, start="12:00", end="13:00", clients=1))

    report = audit_ledger(meanwhile)
    assert (report.damage, report.entries) == (None, 6)
    assert audit_ledger().entries == 7


def test_a_reversal_is_compared_with_what_it_reverses(three_entries, rosa):
    session = three_entries[1].session
    session.refresh_from_db()
    void_sign_off(
        actor=rosa.user,
        session=session,
        version=session.version,
        reason="Wrong day.",
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
    assert audit_ledger().is_ok
    with guards_down():
        change_hours(7, reverses=three_entries[0])
        assert found() == (7, "altered row")


@pytest.mark.parametrize(
    ("seq", "columns"),
    [
        (FIRST, {"document": "A paper"}),
        (FIRST, {"reason_id": "0" * 64}),
        (TRANSFER, {"document": "Another paper"}),
        (TRANSFER, {"sign_off_id": 1}),
        (TRANSFER, {"session_id": 1}),
        (TRANSFER, {"occurred_on": "2020-01-01"}),
        (REVERSAL, {"sign_off_id": 1}),
        (REVERSAL, {"session_id": 1}),
        (REVERSAL, {"reverses_id": FIRST}),
        (REVERSAL, {"reason_id": "0" * 64}),
        (REVERSAL, {"document": "A paper"}),
    ],
)
def test_hours_with_a_relation_or_text_that_was_not_signed(record, seq, columns):
    with guards_down():
        change_hours(seq, **columns)
        assert found() == (seq, "altered row")


def test_hours_that_count_toward_a_line_of_the_same_name_in_another_edition(record):
    with guards_down():
        mine = record.lucia.requirement_set.requirements.get()
        other = record.ana.requirement_set.requirements.get(category="treat")
        run(
            "UPDATE courses_requirements_requirement SET category = %s, name = %s WHERE id = %s",
            *(mine.category, mine.name, other.pk),
        )
        ClinicSession.objects.filter(pk=record.hours[0].session_id).update(requirement=other)
        change_hours(FIRST, requirement=other)
        assert found() == (FIRST, "altered row")


def test_deleted_hours(record):
    with guards_down():
        HourEntry.objects.filter(pk=FIRST).delete()
        assert found() == (FIRST, "missing hours")


def test_invented_hours_of_an_entry_that_moves_none(record):
    with guards_down():
        insert(HourEntry.objects.get(pk=THIRD), log_entry_id=LUCIA)
        assert found() == (LUCIA, "extra hours")


def test_invented_hours_of_an_entry_that_does_not_exist(record):
    with guards_down():
        insert(HourEntry.objects.get(pk=THIRD), log_entry_id=99)
        assert found() == (99, "missing entry")


def test_transfer_hours_turned_into_an_opening_balance(record):
    with guards_down():
        change_hours(TRANSFER, kind="opening")
        assert found() == (TRANSFER, "altered row")
