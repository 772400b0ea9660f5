"""The audit reports seven kinds of tampering by raw SQL with the guards down, clumsy or careful."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from clinic_hours.ledger.models import LedgerHead, TreeNode
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.signatures import new_key
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SignOff,
)
from tests.factories.clinic import logged, signed
from tests.tampering import (
    LEDGER,
    change,
    guards_down,
    insert,
    make_the_tree_fit,
    run,
    slip_in,
    with_payload,
)

pytestmark = pytest.mark.django_db


def found(**known):
    damage = audit_ledger(checkpoints=known).damage
    return damage and (damage.seq, damage.kind)


def longer(payload) -> bytes:
    return bytes(payload).replace(b'"minutes":60', b'"minutes":90')


@pytest.fixture
def kept_checkpoint(three_entries):
    """A checkpoint of the three entries that the database has no trace of."""
    point = transaction.savepoint()
    note = sign_checkpoint().note
    transaction.savepoint_rollback(point)
    return note


def test_1_an_edited_payload(three_entries):
    with guards_down():
        change(2, payload=longer(three_entries[1].payload))
        assert found() == (2, "altered payload")


def test_1_an_edited_payload_with_matching_hash_tree_and_columns(three_entries):
    with guards_down():
        with_payload(2, longer(three_entries[1].payload))
        change(2, minutes=90)
        make_the_tree_fit()
        assert found() == (2, "bad signature")


def test_1_a_hash_that_is_not_its_payloads(three_entries):
    with guards_down():
        run(f"UPDATE {LEDGER} SET leaf_hash = payload WHERE seq = 1")
        assert found() == (1, "altered hash")


def test_2_the_last_row_deleted(three_entries):
    with guards_down():
        run(f"DELETE FROM {LEDGER} WHERE seq = 3")
        assert found() == (3, "missing entry")


def test_2_the_last_row_deleted_with_matching_head_and_tree(three_entries):
    with guards_down():
        run(f"DELETE FROM {LEDGER} WHERE seq = 3")
        make_the_tree_fit()
        assert found() == (3, "missing entry")


def test_2_the_last_row_deleted_with_every_trace_of_it(three_entries, kept_checkpoint):
    with guards_down():
        last = three_entries[2]
        run(f"DELETE FROM {LEDGER} WHERE seq = 3")
        SignOff.objects.filter(pk=last.sign_off_id).delete()
        ClinicSession.objects.filter(pk=last.session_id).update(status="submitted")
        Balance.objects.update(minutes=120, clients=2)
        make_the_tree_fit()
        assert found() is None, "the database alone cannot tell: that is what checkpoints are for"
        assert found(kept=kept_checkpoint) == (3, "older than a checkpoint")


def test_3_a_middle_row_deleted(three_entries):
    with guards_down():
        run(f"DELETE FROM {LEDGER} WHERE seq = 2")
        assert found() == (2, "missing entry")


def test_3_a_middle_row_deleted_and_the_gap_closed(three_entries):
    with guards_down():
        run(f"DELETE FROM {LEDGER} WHERE seq = 2")
        change(3, seq=2)
        make_the_tree_fit()
        assert found() == (2, "altered row")


def swap(one: int, other: int) -> None:
    for was, becomes in ((one, 900), (other, one), (900, other)):
        change(was, seq=becomes)


def test_4_two_rows_swapped(three_entries):
    with guards_down():
        swap(1, 2)
        assert found() == (1, "altered row")


def test_4_two_rows_swapped_with_a_matching_tree(three_entries):
    with guards_down():
        swap(2, 3)
        make_the_tree_fit()
        assert found() == (2, "altered row")


def invented(entry: HourEntry, **columns) -> None:
    """Insert hours that nobody signed, from a document that does not exist."""
    paper = {"kind": "transfer", "session_id": None, "sign_off_id": None, "document": "A paper"}
    insert(entry, seq=4, **(paper | columns))


def test_5_a_row_inserted_with_the_next_number(three_entries):
    with guards_down():
        invented(three_entries[2], payload=longer(three_entries[2].payload))
        assert found() == (4, "altered payload")


def test_5_a_row_inserted_with_a_copied_payload_and_its_signature(three_entries):
    with guards_down():
        invented(three_entries[2])
        make_the_tree_fit()
        assert found() == (4, "altered row")


def test_5_a_row_inserted_with_matching_hash_and_tree(three_entries):
    with guards_down():
        invented(three_entries[2])
        with_payload(4, longer(three_entries[2].payload))
        make_the_tree_fit()
        assert found() == (4, "bad signature")


@pytest.mark.parametrize(
    ("portion", "expected"), [(2, (None, "extra entry")), (9, (2, "extra entry"))]
)
def test_5_a_row_inserted_with_a_number_that_is_taken(
    three_entries, monkeypatch, portion, expected
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite keeps the index that forbids it as long as it keeps the table")
    monkeypatch.setattr("clinic_hours.sessions.selectors.audit.rows.PORTION", portion)
    with guards_down():
        run(f"ALTER TABLE {LEDGER} DROP CONSTRAINT {LEDGER}_seq_key")
        run("DROP INDEX a_session_is_posted_once")
        insert(three_entries[1])
        assert found() == expected


def test_6_a_row_signed_again_with_another_key(three_entries):
    with guards_down():
        with_payload(2, longer(three_entries[1].payload), new_key())
        make_the_tree_fit()
        assert found() == (2, "bad signature")


@pytest.mark.parametrize("follows", [True, False])
def test_6_a_row_signed_again_with_another_key_inserted_into_the_table(three_entries, follows):
    key = new_key()
    with guards_down():
        before = three_entries[0].signing_key if follows else None
        with_payload(2, longer(three_entries[1].payload), key)
        change(2, signing_key=slip_in(key, first_seq=2, previous=before))
        make_the_tree_fit()
        assert found() == (2, "unknown key")


def test_6_every_row_signed_again_with_a_key_that_replaced_the_first(three_entries):
    key = new_key()
    with guards_down():
        other = slip_in(key, first_seq=1)
        for entry in three_entries:
            with_payload(entry.seq, longer(entry.payload), key)
            change(entry.seq, signing_key=other)
        LedgerHead.objects.update(signing_key=other)
        run("DELETE FROM clinic_hours_ledger_signingkey WHERE id <> %s", key.id)
        make_the_tree_fit()
        assert found() == (1, "unknown key")


def test_7_an_older_copy_against_a_newer_checkpoint(three_entries, lucia, rosa, tmp_path):
    backup = transaction.savepoint()
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(sign_checkpoint().note, encoding="utf-8")
    call_command("audit_ledger", checkpoint=[kept])
    transaction.savepoint_rollback(backup)
    call_command("audit_ledger")
    with pytest.raises(CommandError, match=r"seq 4: older than a checkpoint: .*checkpoint\.txt"):
        call_command("audit_ledger", checkpoint=[kept])


def test_7_an_older_copy_that_continued_is_not_the_ledger_of_the_checkpoint(
    three_entries, lucia, rosa
):
    backup = transaction.savepoint()
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    note = sign_checkpoint().note
    transaction.savepoint_rollback(backup)
    first = sign_checkpoint().note
    signed(logged(lucia, rosa, start="14:00", end="15:00"))
    assert found(first=first) is None
    assert found(first=first, later=note) == (4, "rewritten history")


@pytest.mark.parametrize(
    ("tampering", "seq"),
    [
        (lambda: TreeNode.objects.filter(number=1).update(hash=bytes(32)), 2),
        (lambda: TreeNode.objects.filter(number=1).delete(), 2),
        (lambda: TreeNode.objects.create(number=5, hash=bytes(32)), None),
        (lambda: TreeNode.objects.create(number=99, hash=bytes(32)), None),
        (lambda: LedgerHead.objects.update(peaks=bytes(64)), 3),
    ],
)
def test_a_tree_that_does_not_match_the_entries_is_found(three_entries, tampering, seq):
    with guards_down():
        tampering()
        assert found() == (seq, "altered tree")


@pytest.mark.parametrize(("size", "expected"), [(7, (4, "missing entry")), (2, (3, "extra entry"))])
def test_a_moved_head_is_found(three_entries, size, expected):
    LedgerHead.objects.update(size=size)
    assert found() == expected
