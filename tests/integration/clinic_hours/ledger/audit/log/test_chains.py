"""With the key, an entry can be left out, but not without breaking its enrollment's chain.

The three signed sessions are entries 4, 5 and 6, and 2, 3 and 4 in Lucía's chain.
"""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.models import Checkpoint, LogEntry
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.people.services.enrollments import rename
from clinic_hours.sessions.models import Balance, ClinicSession, SessionEvent, SignOff
from tests.factories.clinic import NOW, logged, signed
from tests.tampering import (
    change,
    change_hours,
    delete,
    guards_down,
    insert,
    make_the_tree_fit,
    rewrite,
    run,
    with_payload,
)

from ..damage import found

pytestmark = pytest.mark.django_db

COLUMNS = {"seq", "kind", "enrollment", "enrollment_seq"}


@pytest.fixture
def key(own_key, three_entries):
    """The key that signed the three entries, stolen."""
    return own_key


def payload_of(seq: int, /, **facts) -> bytes:
    said = json.loads(bytes(LogEntry.objects.get(seq=seq).payload))
    return canonical_json(said | facts)


def sign_again(seq: int, key, /, **facts) -> None:
    """Sign an entry with other facts, and make its columns and the tree fit."""
    with_payload(seq, payload_of(seq, **facts), key)
    change(seq, **{name: value for name, value in facts.items() if name in COLUMNS})
    make_the_tree_fit()


def leave_out_5(three_entries, key, **facts) -> None:
    """Delete entry 5 with every trace of it, and give its number to entry 6."""
    left_out = three_entries[1]
    run("DELETE FROM clinic_hours_sessions_hourentry WHERE seq = 5")
    SignOff.objects.filter(pk=left_out.sign_off_id).delete()
    SessionEvent.objects.filter(session=left_out.session_id, kind="signed_off").delete()
    ClinicSession.objects.filter(pk=left_out.session_id).update(status="submitted")
    Balance.objects.update(minutes=120, clients=2)
    delete(5)
    with_payload(6, payload_of(6, seq=5, **facts), key)
    change(6, seq=5, **{name: facts[name] for name in facts if name in COLUMNS})
    change_hours(6, log_entry=5)
    make_the_tree_fit()


def test_an_entry_left_out_leaves_a_gap_in_the_chain(key, three_entries):
    with guards_down():
        leave_out_5(three_entries, key)
        assert found() == (5, "broken chain")


def test_an_entry_left_out_and_the_chain_renumbered(key, three_entries):
    with guards_down():
        leave_out_5(three_entries, key, enrollment_seq=3)
        assert found() == (5, "broken chain")


def test_an_entry_left_out_and_everything_else_made_to_fit(key, three_entries):
    before = bytes(three_entries[0].log_entry.leaf_hash).hex()
    kept = sign_checkpoint().note
    with guards_down():
        Checkpoint.objects.all().delete()
        leave_out_5(three_entries, key, enrollment_seq=3, previous=before)
        assert found() is None, "whoever has the key can do it, but not behind a checkpoint"
        assert found(kept=kept) == (6, "older than a checkpoint")


@pytest.mark.parametrize("number", [3, 9])
def test_a_renumbered_entry(key, number):
    if number == 3 and connection.vendor == "sqlite":
        pytest.skip("SQLite keeps a chain from having two entries with a number")
    with guards_down():
        sign_again(6, key, enrollment_seq=number)
        assert found() == (6, "broken chain")


def test_a_chain_that_forks(key):
    """Two entries follow the same one."""
    with guards_down():
        before = json.loads(payload_of(5))["previous"]
        sign_again(6, key, previous=before)
        assert found() == (6, "broken chain")


def test_a_chain_that_begins_with_something_else(key):
    with guards_down():
        sign_again(2, key, kind="enrollment_change")
        assert found() == (2, "broken chain")


def test_a_chain_that_begins_again(key):
    with guards_down():
        first, last = LogEntry.objects.get(seq=2), LogEntry.objects.get(seq=6)
        place = {"seq": 7, "enrollment_seq": 5}
        insert(first, **place)
        previous = bytes(last.leaf_hash).hex()
        at = json.loads(bytes(last.payload))["at"]
        sign_again(7, key, **place, previous=previous, at=at)
        change(7, done_at=last.done_at)
        assert found() == (7, "broken chain")


def test_an_entry_moved_to_another_chain(key, lucia, mei):
    rename(lucia.student, "Lucía Ferrer Ruiz", now=NOW)
    with guards_down():
        sign_again(9, key, enrollment=str(mei.public_id))
        assert found() == (9, "broken chain")


def test_pinned_checkpoints_say_from_which_entry_history_was_rewritten(
    own_key, lucia, rosa, tmp_path
):
    clocks = (("08:00", "09:00"), ("09:00", "10:00"), ("10:00", "11:00"))
    kept = []
    for start, end in clocks:
        (hours,) = signed(logged(lucia, rosa, start=start, end=end))
        kept.append(tmp_path / f"checkpoint-{hours.seq}.txt")
        kept[-1].write_text(sign_checkpoint().note, encoding="utf-8")
    call_command("audit_ledger", checkpoint=kept)
    with guards_down():
        Checkpoint.objects.all().delete()
        SignOff.objects.filter(pk=hours.sign_off_id - 1).update(authentication_method="passkey")
        rewrite({5: bytes(payload_of(5)).replace(b'"password"', b'"passkey"')}, own_key)
        call_command("audit_ledger", checkpoint=kept[:1])
        rewritten = r"seq 5: rewritten history: an entry from 5 to 5 .*checkpoint-5\.txt"
        with pytest.raises(CommandError, match=rewritten):
            call_command("audit_ledger", checkpoint=kept)
        rewritten = r"seq 5: rewritten history: an entry from 5 to 6 .*checkpoint-6\.txt"
        with pytest.raises(CommandError, match=rewritten):
            call_command("audit_ledger", checkpoint=[kept[0], kept[2]])
