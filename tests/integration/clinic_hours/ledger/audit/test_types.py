"""SQLite stores any value in any column. Whatever it is, the audit does not crash and reports it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import BinaryField

from clinic_hours.ledger.models import (
    Checkpoint,
    Cosignature,
    LedgerHead,
    SigningKey,
    TreeNode,
)
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.cosignatures import record_cosignatures
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from tests.factories.clinic import NOW
from tests.factories.witnesses import BOARD
from tests.tampering import change, guards_down, run

pytestmark = pytest.mark.django_db

AUDITED = [
    HourEntry,
    ClinicSession,
    SignOff,
    SessionEvent,
    Balance,
    LedgerHead,
    TreeNode,
    Checkpoint,
    Cosignature,
    SigningKey,
    Transcript,
]
VALUES = ["'no such thing'", "x'ff00ff'", "123456789012345", "1.5"]
BYTES = [
    (HourEntry, "payload"),
    (HourEntry, "leaf_hash"),
    (HourEntry, "signature"),
    (TreeNode, "hash"),
    (Checkpoint, "root"),
    (LedgerHead, "peaks"),
    (SigningKey, "public_key"),
    (SigningKey, "statement"),
    (SigningKey, "signature"),
]
DATED = [
    (HourEntry, "occurred_on"),
    (ClinicSession, "local_date"),
    (ClinicSession, "public_id"),
    (SignOff, "signed_at"),
    (SessionEvent, "happened_at"),
    (Checkpoint, "signed_at"),
    (Cosignature, "cosigned_at"),
    (Transcript, "issued_at"),
]
NUMBERS = [
    (HourEntry, "seq"),
    (HourEntry, "minutes"),
    (HourEntry, "clients"),
    (ClinicSession, "minutes"),
    (Balance, "minutes"),
    (LedgerHead, "size"),
    (SigningKey, "first_seq"),
]


@pytest.fixture
def ledger(settings, three_entries, lucia, cora):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps the type of a column")
    settings.WITNESS_KEYS = [str(BOARD.key)]
    note = sign_checkpoint().note
    record_cosignatures(note + BOARD.line(note))
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert audit_ledger().is_ok


def put(model, column: str, value: str) -> None:
    """Overwrite a column of one row with a value of any type, ignoring constraints."""
    table = model._meta.db_table
    key = model._meta.pk.column
    run("PRAGMA ignore_check_constraints = ON")
    run("PRAGMA defer_foreign_keys = ON")
    run(
        f'UPDATE {table} SET "{column}" = {value} '
        f"WHERE {key} = (SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1)"
    )
    run("PRAGMA ignore_check_constraints = OFF")


def damage_after(model, column: str, value: str):
    """Return what the audit reports for one value, which is then rolled back."""
    run("SAVEPOINT one_value")
    put(model, column, value)
    damage = audit_ledger().damage
    run("ROLLBACK TO one_value")
    return damage


@pytest.mark.parametrize(
    ("model", "column"), BYTES + DATED + NUMBERS, ids=lambda each: getattr(each, "__name__", each)
)
def test_any_wrong_value_in_a_checked_column_is_damage(ledger, model, column):
    with guards_down():
        for value in VALUES:
            assert damage_after(model, column, value) is not None, value


@pytest.mark.parametrize("model", AUDITED, ids=lambda model: model.__name__)
def test_a_value_of_the_wrong_type_is_reported_and_does_not_crash_the_audit(ledger, model):
    with guards_down():
        for field in model._meta.concrete_fields:
            if field.column == "id" and model is not SigningKey:
                continue  # SQLite keeps row ids integers
            other = "'text'" if isinstance(field, BinaryField) else "x'ff00ff'"
            assert damage_after(model, field.column, other) is not None, field.column


def test_a_submission_that_starts_like_a_later_time_but_is_not_one_is_found(ledger):
    with guards_down():
        damage = damage_after(ClinicSession, "submitted_at", "'2099-01-01 00:00:00x'")
    assert damage.kind == "unreadable row"


@pytest.mark.parametrize("value", [b"\xff\xfe", b"", b"[" * 100_000, b"null", b'{"seq":2}'])
def test_edited_bytes_are_an_altered_payload_on_either_database(three_entries, value):
    with guards_down():
        change(2, payload=value)
        damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (2, "altered payload")


def test_the_command_reports_it_in_one_line(ledger):
    with guards_down():
        run("UPDATE clinic_hours_sessions_hourentry SET payload = 'text' WHERE seq = 2")
        with pytest.raises(CommandError, match="seq 2: altered payload"):
            call_command("audit_ledger")
        run("UPDATE clinic_hours_sessions_hourentry SET payload = x'00' WHERE seq = 2")
