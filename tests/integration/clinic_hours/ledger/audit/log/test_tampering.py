"""The audit reports six kinds of tampering by raw SQL with the guards down, clumsy or careful.

The three signed sessions are entries 4, 5 and 6, after a requirement set, an enrollment and a license.
"""

import pytest
from django.db import connection, transaction

from clinic_hours.ledger.models import LedgerHead, LogEntry
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.signatures import new_key
from clinic_hours.sessions.models import Balance, ClinicSession, HourEntry, SignOff
from tests.tampering import (
    HOURS,
    LOG,
    change,
    change_hours,
    delete,
    guards_down,
    insert,
    make_the_tree_fit,
    run,
    slip_in,
    with_payload,
)

from ..damage import found

pytestmark = pytest.mark.django_db


def longer(entry: LogEntry) -> bytes:
    return bytes(entry.payload).replace(b'"minutes":60', b'"minutes":90')


@pytest.fixture
def entries(three_entries) -> list[LogEntry]:
    """Entries 4, 5 and 6."""
    return [each.log_entry for each in three_entries]


@pytest.fixture
def kept_checkpoint(three_entries) -> str:
    """A checkpoint of the six entries that the database has no trace of."""
    point = transaction.savepoint()
    note = sign_checkpoint().note
    transaction.savepoint_rollback(point)
    return note


def test_1_an_edited_payload(entries):
    with guards_down():
        change(5, payload=longer(entries[1]))
        assert found() == (5, "altered payload")


def test_1_an_edited_payload_with_matching_hash_tree_and_columns(entries):
    with guards_down():
        with_payload(5, longer(entries[1]))
        change_hours(5, minutes=90)
        make_the_tree_fit()
        assert found() == (5, "bad signature")


def test_1_a_hash_that_is_not_its_payloads(entries):
    with guards_down():
        run(f"UPDATE {LOG} SET leaf_hash = payload WHERE seq = 4")
        assert found() == (4, "altered hash")


def test_2_the_last_row_deleted(entries):
    with guards_down():
        delete(6)
        assert found() == (6, "missing entry")


def test_2_the_last_row_deleted_with_matching_head_and_tree(entries):
    with guards_down():
        delete(6)
        make_the_tree_fit()
        assert found() == (6, "missing entry")


def test_2_the_last_row_deleted_with_its_hours_and_matching_head_and_tree(entries):
    with guards_down():
        run(f"DELETE FROM {HOURS} WHERE seq = 6")
        delete(6)
        make_the_tree_fit()
        assert found() == (6, "missing entry")


def test_2_the_last_row_deleted_with_every_trace_of_it(three_entries, kept_checkpoint):
    with guards_down():
        last = three_entries[2]
        run(f"DELETE FROM {HOURS} WHERE seq = 6")
        delete(6)
        SignOff.objects.filter(pk=last.sign_off_id).delete()
        ClinicSession.objects.filter(pk=last.session_id).update(status="submitted")
        run(
            "DELETE FROM clinic_hours_sessions_sessionevent WHERE session_id = %s "
            "AND kind = 'signed_off'",
            last.session_id,
        )
        Balance.objects.update(minutes=120, clients=2)
        make_the_tree_fit()
        assert found() is None, "the database alone cannot tell: that is what checkpoints are for"
        assert found(kept=kept_checkpoint) == (6, "older than a checkpoint")


def test_3_a_middle_row_deleted(entries):
    with guards_down():
        delete(5)
        assert found() == (5, "missing entry")


def close_the_gap() -> None:
    """Give number 5, which was deleted, to entry 6 and to its hours."""
    run(f"DELETE FROM {HOURS} WHERE seq = 5")
    change(6, seq=5)
    change_hours(6, log_entry=5)
    make_the_tree_fit()


def test_3_a_middle_row_deleted_and_the_gap_closed(entries):
    with guards_down():
        delete(5)
        close_the_gap()
        assert found() == (5, "altered row")


def swap(one: int, other: int) -> None:
    """Swap the numbers of two entries, and of the hours that follow from them."""
    for was, becomes in ((one, 900), (other, one), (900, other)):
        change(was, seq=becomes)
        change_hours(was, log_entry=becomes)


def test_4_two_rows_swapped(entries):
    with guards_down():
        swap(4, 5)
        assert found() == (4, "altered row")


def test_4_two_rows_swapped_with_a_matching_tree(entries):
    with guards_down():
        swap(5, 6)
        make_the_tree_fit()
        assert found() == (5, "altered row")


def test_4_two_hours_swapped_without_their_entries(entries):
    with guards_down():
        for was, becomes in ((4, 900), (5, 4), (900, 5)):
            change_hours(was, log_entry=becomes)
        assert found() == (4, "altered sign-off")


def invented(three_entries: list[HourEntry], **columns) -> None:
    """Insert an entry with hours that nobody signed, from a document that does not exist."""
    last = three_entries[2]
    insert(last.log_entry, **({"seq": 7, "enrollment_seq": 5} | columns))
    paper = {"kind": "transfer", "session_id": None, "sign_off_id": None, "document": "A paper"}
    insert(last, log_entry_id=7, **paper)


def test_5_a_row_inserted_with_the_next_number(three_entries, entries):
    with guards_down():
        invented(three_entries, payload=longer(entries[2]))
        assert found() == (7, "altered payload")


def test_5_a_row_inserted_with_a_copied_payload_and_its_signature(three_entries):
    with guards_down():
        invented(three_entries)
        make_the_tree_fit()
        assert found() == (7, "altered row")


def test_5_a_row_inserted_with_matching_hash_and_tree(three_entries, entries):
    with guards_down():
        invented(three_entries)
        with_payload(7, longer(entries[2]))
        make_the_tree_fit()
        assert found() == (7, "bad signature")


@pytest.mark.parametrize(
    ("portion", "expected"), [(5, (None, "extra entry")), (9, (5, "extra entry"))]
)
def test_5_a_row_inserted_with_a_number_that_is_taken(entries, monkeypatch, portion, expected):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite keeps the index that forbids it as long as it keeps the table")
    monkeypatch.setattr("clinic_hours.ledger.selectors.audit.rows.PORTION", portion)
    with guards_down():
        run(f"ALTER TABLE {LOG} DROP CONSTRAINT {LOG}_pkey CASCADE")
        insert(entries[1])
        assert found() == expected


def test_6_a_row_signed_again_with_another_key(entries):
    with guards_down():
        with_payload(5, longer(entries[1]), new_key())
        make_the_tree_fit()
        assert found() == (5, "bad signature")


@pytest.mark.parametrize("follows", [True, False])
def test_6_a_row_signed_again_with_another_key_inserted_into_the_table(entries, follows):
    key = new_key()
    with guards_down():
        before = entries[0].signing_key if follows else None
        with_payload(5, longer(entries[1]), key)
        change(5, signing_key=slip_in(key, first_seq=5, previous=before))
        make_the_tree_fit()
        assert found() == (5, "unknown key")


def test_6_every_row_signed_again_with_a_key_that_replaced_the_first(entries):
    key = new_key()
    with guards_down():
        other = slip_in(key, first_seq=1)
        for entry in LogEntry.objects.all():
            with_payload(entry.seq, longer(entry), key)
            change(entry.seq, signing_key=other)
        LedgerHead.objects.update(signing_key=other)
        run("DELETE FROM clinic_hours_ledger_signingkey WHERE id <> %s", key.id)
        make_the_tree_fit()
        assert found() == (1, "unknown key")
