"""A record edited in the database without the key is never called valid."""

import json
from copy import deepcopy

import pytest
from django.db import connection
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint, LogEntry
from clinic_hours.ledger.signatures import new_key
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import NOW
from tests.tampering import run, slip_in, unguarded

from .pages import text_of, upload

pytestmark = pytest.mark.django_db

TABLE = Transcript._meta.db_table
NO_SIGNATURE = bytes(64)


@pytest.fixture
def issued(issued_once) -> Transcript:
    return deepcopy(issued_once)


@pytest.fixture
def lucia(issued):
    return issued.enrollment


@pytest.fixture
def cora(issued):
    return issued.issued_by


def longer(statement) -> bytes:
    return bytes(statement).replace(b'"minutes":180', b'"minutes":5400')


def more_hours(transcript: Transcript) -> None:
    Transcript.objects.filter(pk=transcript.pk).update(statement=longer(transcript.statement))


def more_hours_without_signature(transcript: Transcript) -> None:
    more_hours(transcript)
    Transcript.objects.filter(pk=transcript.pk).update(signature=b"")


def more_hours_with_zeros_for_a_signature(transcript: Transcript) -> None:
    more_hours(transcript)
    Transcript.objects.filter(pk=transcript.pk).update(signature=NO_SIGNATURE)


def signed_with_a_key_of_their_own(transcript: Transcript) -> None:
    key = new_key()
    slip_in(key, first_seq=1)
    statement = longer(transcript.statement)
    Transcript.objects.filter(pk=transcript.pk).update(
        statement=statement, signature=key.sign(statement), signing_key=key.id
    )


def minutes_of_an_entry(transcript: Transcript) -> None:
    entry = LogEntry.objects.filter(kind="sign_off").first()
    payload = bytes(entry.payload).replace(b'"minutes":60', b'"minutes":90')
    LogEntry.objects.filter(pk=entry.pk).update(payload=payload)


def an_entry_deleted(transcript: Transcript) -> None:
    last = LogEntry.objects.filter(kind="sign_off").last()
    HourEntry.objects.filter(pk=last.pk).delete()
    last.delete()


def the_tree(transcript: Transcript) -> None:
    for entry in LogEntry.objects.exclude(subtrees=b""):
        LogEntry.objects.filter(pk=entry.pk).update(subtrees=bytes(len(entry.subtrees)))


def the_tree_emptied(transcript: Transcript) -> None:
    LogEntry.objects.update(subtrees=b"")


def the_checkpoint(transcript: Transcript) -> None:
    point = Checkpoint.objects.get()
    Checkpoint.objects.update(note=point.note.replace(f"\n{point.size}\n", f"\n{point.size + 1}\n"))


def nonsense(transcript: Transcript) -> None:
    Transcript.objects.filter(pk=transcript.pk).update(statement=b"\xff{}")


def nested_without_end(transcript: Transcript) -> None:
    Transcript.objects.filter(pk=transcript.pk).update(statement=b"[" * 100_000)


def text_for_bytes(transcript: Transcript) -> None:
    run(f"UPDATE {TABLE} SET statement = 'no bytes at all'")


def a_number_for_bytes(transcript: Transcript) -> None:
    run(f"UPDATE {TABLE} SET signature = 99999999999999999")


def another_day(transcript: Transcript) -> None:
    run(f"UPDATE {TABLE} SET issued_at = '2020-01-01 00:00:00'")


TAMPERING = [
    more_hours,
    more_hours_without_signature,
    more_hours_with_zeros_for_a_signature,
    signed_with_a_key_of_their_own,
    minutes_of_an_entry,
    an_entry_deleted,
    the_tree,
    the_tree_emptied,
    the_checkpoint,
    nonsense,
    nested_without_end,
    text_for_bytes,
    a_number_for_bytes,
    another_day,
]
ONLY_SQLITE = (text_for_bytes, a_number_for_bytes)


@pytest.fixture(params=TAMPERING, ids=lambda each: each.__name__)
def tampered(request, issued, engine) -> Transcript:
    """A transcript after one kind of tampering."""
    if request.param in ONLY_SQLITE and engine == "postgresql":
        pytest.skip("PostgreSQL keeps the type of a column")
    with unguarded():
        request.param(issued)
    return issued


@pytest.fixture
def engine(db) -> str:
    return connection.vendor


def test_its_page_says_not_to_rely_on_it_and_shows_no_hours(client, tampered):
    response = client.get(f"/verify/{tampered.code}/")
    page = text_of(response)
    assert response.status_code == 409
    assert "Do not rely on this transcript" in page and "transcript-status" in page
    assert "Valid" not in page and "90.00" not in page


def test_its_json_says_so_instead_of_the_record(client, tampered):
    response = client.get(f"/verify/{tampered.code}.json")
    assert response.status_code == 409
    assert response.json()["error"].startswith("Do not rely on this transcript.")


@pytest.mark.parametrize("form", ["pdf", "csv", "xlsx", "json"])
def test_nobody_can_download_it_at_a_desk(client, tampered, lucia, form):
    client.force_login(lucia.student)
    address = reverse("hours:transcript_file", args=[tampered.code, form])
    response = client.get(address)
    assert (response.status_code, "cannot be downloaded" in text_of(response)) == (409, True)


def test_an_upload_of_the_forged_pdf_is_not_vouched_for(client, issued):
    with unguarded():
        more_hours(issued)
    issued.refresh_from_db()
    forged = transcript_pdf(document_of(issued), "en")
    page = text_of(upload(client, forged, "t.pdf"))
    assert "Do not rely on this file" in page and "Valid" not in page
    assert "not what the school signed" in page


def test_a_genuine_file_is_not_called_valid_while_its_row_is_tampered_with(client, issued):
    true = transcript_json(document_of(issued))
    with unguarded():
        another_day(issued)
    page = text_of(upload(client, true))
    assert "Do not rely on this file" in page and "Valid" not in page


def test_a_row_copied_under_another_code_is_not_a_separate_transcript(client, issued):
    """The statement and its signature are genuine, but the row is not."""
    code = issued.code[::-1]
    Transcript.objects.create(
        number=99,
        code=code,
        entry=LogEntry.objects.first(),
        enrollment=issued.enrollment,
        checkpoint=issued.checkpoint,
        statement=issued.statement,
        signature=issued.signature,
        signing_key=issued.signing_key,
        issued_by=issued.issued_by,
        issued_at=issued.issued_at,
    )
    page = text_of(client.get(f"/verify/{code}/"))
    assert "does not match the signed statement" in page and "Valid" not in page


def test_a_row_moved_to_another_student_is_refused(client, issued, mei):
    """A later entry of Lucía's would no longer supersede it."""
    with unguarded():
        Transcript.objects.filter(pk=issued.pk).update(enrollment=mei)
    page = text_of(client.get(f"/verify/{issued.code}/"))
    assert "does not match the signed statement" in page


def test_a_page_names_the_step_that_fails(client, issued):
    with unguarded():
        minutes_of_an_entry(issued)
    page = text_of(client.get(f"/verify/{issued.code}/"))
    assert "Entry 4 was changed" in page and page.count("verify-step--failed") == 1


def test_without_the_key_file_nothing_is_vouched_for(client, issued, settings, tmp_path):
    """The database cannot vouch for its own keys."""
    settings.SIGNING_KEY_FILE = str(tmp_path / "gone.pem")
    response = client.get(f"/verify/{issued.code}/")
    assert "nothing was checked" in text_of(response) and "Valid" not in text_of(response)
    assert "nothing was checked" in text_of(upload(client, b"{}"))


def test_lists_never_say_valid(client, issued, lucia, cora, otis):
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    for reader in (lucia.student, cora, otis):
        client.force_login(reader)
        page = text_of(client.get(reverse("hours:transcripts", args=[lucia.public_id])))
        assert "Valid" not in page and "Superseded" in page


def test_the_untouched_record_still_passes(client, issued):
    assert "Valid" in text_of(client.get(f"/verify/{issued.code}/"))
    assert json.loads(text_of(client.get(f"/verify/{issued.code}.json")))["entries"]
