"""What a stolen key signed counts only where the log is shown to continue under the next key."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from clinic_hours.ledger.models import SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.key_records import key_records
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.json import key_form, transcript_json
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.verify_transcript import REFUSED, UNKNOWN, VALID, status_of, verify
from tests.factories.clinic import NOW, logged, signed
from tests.factories.transcripts import in_bytes

from .pages import text_of, upload

pytestmark = pytest.mark.django_db

SINCE = "2026-11-01"


def exported(transcript: Transcript) -> bytes:
    return transcript_json(document_of(transcript))


def verdict(data: bytes) -> tuple[int, str]:
    """Return the status that a board gets with the published keys, and the code of the step about them."""
    steps = verify(data, [key_form(key) for key in key_records()])
    return status_of(steps), next((s.code for s in steps if s.name == "period"), steps[-1].code)


@pytest.fixture
def invented(own_key, lucia, rosa, cora) -> bytes:
    """A history that the thief signed with the key: it was never in the school's database."""
    before = transaction.savepoint()
    signed(logged(lucia, rosa, start="06:00", end="12:00"))
    data = exported(issue_transcript(actor=cora, enrollment=lucia, now=NOW))
    transaction.savepoint_rollback(before)
    return data


@pytest.fixture
def issued_before(invented, lucia, rosa, cora) -> tuple[Transcript, bytes]:
    """A genuine transcript, and its file as it was downloaded before the key was replaced."""
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    return transcript, exported(transcript)


@pytest.fixture
def replaced(issued_before) -> None:
    call_command("rotate_signing_key", f"--compromised-since={SINCE}")


def test_before_it_is_marked_nobody_can_tell_the_invented_history(invented, issued_before):
    _transcript, genuine = issued_before
    assert verdict(genuine) == verdict(invented) == (VALID, "period")


def test_the_invented_history_is_not_valid_any_more(replaced, invented):
    assert verdict(invented) == (UNKNOWN, "stolen")


def test_nor_with_the_true_logs_later_checkpoint(replaced, invented, issued_before):
    later = json.loads(exported(issued_before[0]))["later"]
    assert verdict(in_bytes(json.loads(invented) | {"later": later}))[0] == REFUSED


def test_nor_on_the_schools_own_page(replaced, invented):
    page = text_of(upload(Client(), invented))
    assert "The school has no record of this transcript." in page and "Valid" not in page


def test_a_genuine_file_from_before_is_open_until_it_is_fetched_anew(replaced, issued_before):
    transcript, genuine = issued_before
    assert verdict(genuine) == (UNKNOWN, "stolen")
    fetched = Client().get(f"/verify/{transcript.code}.json").content
    assert verdict(fetched) == (VALID, "stolen_continued")
    assert "Valid" in text_of(upload(Client(), genuine))


def test_the_keys_and_the_log_say_since_when(replaced):
    old, new = SigningKey.objects.order_by("first_seq")
    statement = json.loads(bytes(new.statement))
    assert statement["previous"] == old.pk
    assert statement["previous_compromised_since"] == "2026-11-01T04:00:00.000000Z"
    assert audit_ledger().is_ok


@pytest.mark.parametrize(
    ("date", "sentence"),
    [("yesterday", "is not a date"), ("2026-13-01", "is not a date"), ("2999-01-01", "future")],
)
def test_an_impossible_date_is_refused_and_the_key_stays(issued_before, date, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("rotate_signing_key", f"--compromised-since={date}")
    assert SigningKey.objects.count() == 1
