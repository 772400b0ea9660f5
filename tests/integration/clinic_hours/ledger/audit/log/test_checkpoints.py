"""Checkpoints on record and those kept elsewhere are compared with the recomputed tree."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from clinic_hours.ledger.domain.checkpoints import TreeHead, read_note, signed_note
from clinic_hours.ledger.models import Checkpoint, LedgerHead
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.signatures import demo_key, new_key
from tests.factories.clinic import logged, signed
from tests.tampering import guards_down

from ..damage import found

pytestmark = pytest.mark.django_db

ORIGIN = "palmetto.test/hours"


def forged(size: int, root: bytes = bytes(32), key=None, origin: str = ORIGIN) -> str:
    """Return a checkpoint with nothing behind it, signed with the suite's key or another."""
    key, head = key or demo_key(), TreeHead(origin, size, root)
    return signed_note(head, key.public_key, key.sign(head.body().encode()))


def put(size: int, note: str, root: bytes = bytes(32)) -> None:
    Checkpoint.objects.create(size=size, root=root, note=note, signing_key_id=demo_key().id)


def test_checkpoints_on_record_and_elsewhere_match_a_sound_ledger(three_entries, lucia, rosa):
    first = sign_checkpoint().note
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    assert found(first=first, second=sign_checkpoint().note) is None


@pytest.mark.parametrize(
    ("size", "note", "expected"),
    [
        (2, forged(2), (1, "rewritten history")),
        (2, forged(3), (2, "bad checkpoint")),
        (2, forged(2, key=new_key()), (2, "bad checkpoint")),
        (2, forged(2, origin="other.test/hours"), (2, "bad checkpoint")),
        (2, "palmetto.test/hours\n2\n", (2, "bad checkpoint")),
        (9, forged(9), (7, "older than a checkpoint")),
    ],
)
def test_an_invalid_checkpoint_on_record_is_found(three_entries, size, note, expected):
    put(size, note)
    assert found() == expected


def test_a_rewritten_entry_is_reported_after_the_last_matching_checkpoint(three_entries):
    good = sign_checkpoint().note
    with guards_down():
        Checkpoint.objects.all().delete()
        assert found(good=good) is None
        assert found(bad=forged(2)) == (1, "rewritten history")
        put(3, forged(3))
        assert found() == (1, "rewritten history")


def test_a_genuine_checkpoint_of_another_log_is_named(three_entries):
    head, _signatures = read_note(sign_checkpoint().note)
    strange = forged(head.size, head.root, origin="other.test/hours")
    damage = audit_ledger(checkpoints={"kept": strange}).damage
    assert damage.detail == f"kept: it is of the log other.test/hours, but this log is {ORIGIN}"


def test_a_log_renamed_in_the_database_is_found_by_its_checkpoints(three_entries):
    sign_checkpoint()
    for name in ("other.test/hours", ""):
        LedgerHead.objects.update(origin=name)
        assert found() == (6, "bad checkpoint")


@pytest.mark.parametrize("text", ["", "not a checkpoint", forged(2, key=new_key())])
def test_a_file_that_is_not_a_checkpoint_by_a_trusted_key_is_refused(three_entries, tmp_path, text):
    kept = tmp_path / "kept.txt"
    kept.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad checkpoint: .*kept\.txt: "):
        call_command("audit_ledger", checkpoint=[kept])


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_file_is_refused_with_a_sentence(three_entries, tmp_path, content):
    kept = tmp_path / "kept.txt"
    if content:
        kept.write_bytes(content)
    with pytest.raises(CommandError, match=r"kept\.txt cannot be read"):
        call_command("audit_ledger", checkpoint=[kept])


def test_an_older_copy_against_a_newer_checkpoint(three_entries, lucia, rosa, tmp_path):
    backup = transaction.savepoint()
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(sign_checkpoint().note, encoding="utf-8")
    call_command("audit_ledger", checkpoint=[kept])
    transaction.savepoint_rollback(backup)
    call_command("audit_ledger")
    with pytest.raises(CommandError, match=r"seq 7: older than a checkpoint: .*checkpoint\.txt"):
        call_command("audit_ledger", checkpoint=[kept])


def test_an_older_copy_that_continued_is_not_the_ledger_of_the_checkpoint(
    three_entries, lucia, rosa
):
    backup = transaction.savepoint()
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    note = sign_checkpoint().note
    transaction.savepoint_rollback(backup)
    first = sign_checkpoint().note
    signed(logged(lucia, rosa, start="14:00", end="15:00"))
    assert found(first=first) is None
    assert found(first=first, later=note) == (7, "rewritten history")
