"""SQLite stores any value in any column. Whatever it is, the audit does not crash and reports it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import BinaryField

from clinic_hours.ledger.models import (
    Checkpoint,
    CommittedText,
    LedgerHead,
    LogEntry,
    SigningKey,
)
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.audit.projections import PROJECTIONS
from clinic_hours.ledger.selectors.audit.types import TABLES
from clinic_hours.people.models import Credential, Enrollment
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.transcripts.models import IssuedFile, Revocation, Transcript
from courses.requirements.models import RequirementSet
from tests.tampering import LOG, change, guards_down, run

from ..damage import found

pytestmark = pytest.mark.django_db

AUDITED = sorted(
    {*TABLES, *(table for each in PROJECTIONS for table in each.tables)},
    key=lambda model: model.__name__,
)
VALUES = ["'no such thing'", "x'ff00ff'", "123456789012345", "1.5"]
BYTES = [
    (LogEntry, "payload"),
    (LogEntry, "leaf_hash"),
    (LogEntry, "subtrees"),
    (LogEntry, "signature"),
    (Checkpoint, "root"),
    (SigningKey, "public_key"),
    (SigningKey, "statement"),
    (SigningKey, "signature"),
    (CommittedText, "salt"),
    (ClinicSession, "note_salt"),
    (ClinicSession, "history_digest"),
    (Transcript, "statement"),
    (Transcript, "signature"),
    (IssuedFile, "content"),
]
DATED = [
    (LogEntry, "done_at"),
    (LogEntry, "enrollment"),
    (HourEntry, "occurred_on"),
    (ClinicSession, "local_date"),
    (ClinicSession, "public_id"),
    (SignOff, "signed_at"),
    (SessionEvent, "happened_at"),
    (Checkpoint, "signed_at"),
    (CommittedText, "erased_at"),
    (Enrollment, "public_id"),
    (Enrollment, "ended_on"),
    (Credential, "expires_on"),
    (RequirementSet, "published_at"),
    (Transcript, "issued_at"),
    (Revocation, "revoked_at"),
]
NUMBERS = [
    (LogEntry, "seq"),
    (LogEntry, "enrollment_seq"),
    (HourEntry, "seq"),
    (HourEntry, "minutes"),
    (HourEntry, "clients"),
    (ClinicSession, "minutes"),
    (Balance, "minutes"),
    (LedgerHead, "size"),
    (SigningKey, "first_seq"),
    (Transcript, "entry_id"),
    (Enrollment, "entry_id"),
]


@pytest.fixture
def ledger(record):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps the type of a column")


def put(model, column: str, value: str) -> None:
    """Overwrite a column of one row with a value of any type."""
    table = model._meta.db_table
    key = model._meta.pk.column
    run(
        f'UPDATE {table} SET "{column}" = {value} '
        f"WHERE {key} = (SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1)"
    )


def damage_after(model, column: str, value: str):
    """Return what the audit reports for one value, which is then rolled back."""
    run("SAVEPOINT one_value")
    put(model, column, value)
    damage = audit_ledger().damage
    run("ROLLBACK TO one_value")
    assert damage is None or damage.seq is None or isinstance(damage.seq, int)
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


@pytest.mark.parametrize("model", AUDITED, ids=lambda model: model.__name__)
def test_the_record_has_a_row_of_every_audited_table(record, model):
    assert model._base_manager.exists()


def test_a_submission_that_starts_like_a_later_time_but_is_not_one_is_found(ledger, record):
    with guards_down():
        for session, kind in (
            (record.returned.pk, "unreadable row"),
            (record.hours[0].session_id, "altered session"),
        ):
            run(
                "UPDATE clinic_hours_sessions_clinicsession SET submitted_at = '2099-01-01 00:00:00x' "
                "WHERE id = %s",
                session,
            )
            assert audit_ledger().damage.kind == kind


def test_text_that_is_no_json_is_named_with_its_row(ledger, record):
    with guards_down():
        event = record.returned.events.first()
        run(f"UPDATE clinic_hours_sessions_sessionevent SET changes = 'text' WHERE id = {event.pk}")
        named = f"changes of clinic_hours_sessions_sessionevent {event.pk} has the wrong type"
        assert audit_ledger().damage.detail == named


@pytest.mark.parametrize("value", [b"\xff\xfe", b"", b"[" * 100_000, b"null", b'{"seq":2}'])
def test_edited_bytes_are_an_altered_payload_on_either_database(three_entries, value):
    with guards_down():
        change(5, payload=value)
        assert found() == (5, "altered payload")


def test_the_command_reports_it_in_one_line(ledger):
    with guards_down():
        run(f"UPDATE {LOG} SET payload = 'text' WHERE seq = 5")
        with pytest.raises(CommandError, match="seq 5: altered payload"):
            call_command("audit_ledger")
