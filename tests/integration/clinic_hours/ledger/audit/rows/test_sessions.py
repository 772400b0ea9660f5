"""The audit names sign-offs and sessions that differ from what was signed, column by column."""

from datetime import date, timedelta

import pytest

from clinic_hours.people.models import Supervisor
from clinic_hours.sessions.models import ClinicSession, SignOff
from tests.factories.clinic import NOW, UserFactory
from tests.integration.clinic_hours.record import FIRST, Record
from tests.tampering import guards_down

from ..damage import found

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)

SIGN_OFF = {
    "session": lambda record: record.returned,
    "supervisor": lambda record: Supervisor.objects.exclude(pk=record.rosa.pk).get(),
    "signer": lambda record: UserFactory(),
    "student": lambda record: record.ana.student,
    "signed_at": NOW + HOUR,
    "zone": "America/Chicago",
    "printed_name": "Someone else, LMT",
    "credential_kind": "AP",
    "license_number": "MA 1",
    "jurisdiction": "US-GA",
    "credential_expires_on": date(2030, 1, 1),
    "statement_version": "2020-1",
    "statement_language": "es",
    "statement_text": "I was not there.",
    "authentication_method": "passkey",
    "authenticated_at": NOW - HOUR,
    "fingerprint": "0" * 64,
}
SESSION = {
    "public_id": "00000000-0000-4000-8000-000000000000",
    "enrollment": lambda record: record.ana,
    "student": lambda record: record.ana.student,
    "requirement": lambda record: record.ana.requirement_set.requirements.first(),
    "starts_at": NOW - 30 * HOUR,
    "ends_at": NOW - HOUR,
    "zone": "America/Chicago",
    "local_date": date(2026, 11, 1),
    "break_minutes": 5,
    "minutes": 90,
    "clients": 9,
    "note": "Feet.",
    "note_salt": bytes(16),
    "provenance": "clocked",
    "status": "submitted",
    "version": 9,
    "history_events": 9,
    "history_digest": bytes(32),
    "logged_at": NOW,
    "submitted_at": NOW - HOUR,
}


def value_in(columns: dict, column: str, record: Record):
    value = columns[column]
    return value(record) if callable(value) else value


@pytest.mark.parametrize("column", SIGN_OFF)
def test_an_altered_sign_off(record, column):
    with guards_down():
        mine = SignOff.objects.filter(pk=record.hours[0].sign_off_id)
        mine.update(**{column: value_in(SIGN_OFF, column, record)})
        assert found() == (FIRST, "altered sign-off")


def test_the_list_of_columns_of_a_sign_off_is_complete():
    assert {*SIGN_OFF, "id"} == {field.name for field in SignOff._meta.concrete_fields}


@pytest.mark.parametrize("column", SESSION)
def test_an_altered_session(record, column):
    with guards_down():
        mine = ClinicSession.objects.filter(pk=record.hours[0].session_id)
        mine.update(**{column: value_in(SESSION, column, record)})
        assert found() == (FIRST, "altered session")


def test_a_session_of_another_instructor(record):
    other = Supervisor.objects.exclude(pk=record.rosa.pk).get()
    with guards_down():
        ClinicSession.objects.filter(pk=record.hours[0].session_id).update(supervisor=other)
        assert found() == (FIRST, "altered sign-off")


def test_a_session_whose_note_was_erased_is_no_damage(record):
    ClinicSession.objects.update(note="", note_salt=b"")
    assert found() is None


def test_a_note_whose_beginning_was_moved_into_its_salt(record):
    mine = ClinicSession.objects.filter(entries=FIRST)
    note, salt = mine.values_list("note", "note_salt").get()
    with guards_down():
        mine.update(note=note[2:], note_salt=bytes(salt) + note[:2].encode())
        assert found() == (FIRST, "altered session")


def test_a_note_written_after_the_signed_one_was_erased(record):
    with guards_down():
        mine = ClinicSession.objects.filter(pk=record.hours[0].session_id)
        mine.update(note="Feet.", note_salt=b"")
        assert found() == (FIRST, "altered session")
