"""What is missing from the database is missed: no page calls something valid because the rest was deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.ledger.models import CommittedText
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.models import Disclosure, IssuedFile, Revocation, Transcript
from tests.factories.clinic import logged, signed
from tests.integration.clinic_hours.record import (
    FIRST,
    NEWER,
    REVERSAL,
    REVOCATION,
    SECOND,
)
from tests.integration.clinic_hours.transcripts.verification.pages import upload
from tests.tampering import change, delete, guards_down

pytestmark = pytest.mark.django_db


def page_of(transcript: Transcript) -> str:
    return Client().get(f"/verify/{transcript.code}/").content.decode()


def status_of(transcript: Transcript) -> dict:
    return Client().get(f"/verify/{transcript.code}/status").json()


def gone(transcript: Transcript) -> None:
    for model in (Revocation, IssuedFile, Disclosure):
        model.objects.filter(transcript=transcript).delete()
    Transcript.objects.filter(pk=transcript.pk).delete()


def test_the_newest_transcript_is_valid_and_the_older_one_revoked(record):
    assert "Valid" in page_of(record.newer)
    assert status_of(record.newer)["state"] == "issued"
    assert "Valid" not in page_of(record.transcript) and "Misprinted." in page_of(record.transcript)
    assert status_of(record.transcript)["state"] == "revoked"


def test_a_transcript_whose_successor_has_no_row_is_still_superseded(record):
    with guards_down():
        gone(record.newer)
        Revocation.objects.all().delete()
        assert status_of(record.transcript)["state"] == "revoked"
    with guards_down():
        gone(record.transcript)
        assert "Valid" in page_of(record.newer)


def test_a_revocation_without_its_row_still_counts(record):
    with guards_down():
        Revocation.objects.all().delete()
        assert "Valid" not in page_of(record.transcript)
        assert status_of(record.transcript)["state"] == "revoked"


@pytest.mark.parametrize(
    "hide",
    [
        lambda: delete(REVOCATION),
        lambda: change(REVOCATION, kind="key"),
        lambda: change(REVOCATION, enrollment=None, enrollment_seq=None),
        lambda: change(REVOCATION, enrollment_seq=900),
        lambda: change(REVOCATION, payload=b"{}"),
    ],
    ids=["deleted", "of another kind", "of no enrollment", "elsewhere in the chain", "emptied"],
)
def test_a_revocation_hidden_in_the_log_is_missed(record, hide):
    with guards_down():
        Revocation.objects.all().delete()
        hide()
        response = Client().get(f"/verify/{record.transcript.code}/")
        assert response.status_code == 409
        assert "Valid" not in response.content.decode()


def test_an_entry_that_supersedes_a_transcript_is_missed(record):
    signed(logged(record.lucia, record.rosa, start="12:00", end="13:00"))
    signed(logged(record.lucia, record.rosa, start="13:00", end="14:00"))
    assert "Valid" not in page_of(record.newer)
    with guards_down():
        HourEntry.objects.filter(pk=NEWER + 1).delete()
        delete(NEWER + 1)
        assert status_of(record.newer)["error"].startswith("Do not rely on this transcript.")


def entry_page(client, seq: int) -> str:
    return client.get(reverse("hours:entry", args=[seq])).content.decode()


def test_hours_whose_reversal_has_no_row_are_not_called_unaltered(record, desk_of, cora):
    office = desk_of(cora)
    assert "reversed by" in entry_page(office, SECOND)
    with guards_down():
        HourEntry.objects.filter(pk=REVERSAL).delete()
        page = entry_page(office, SECOND)
        assert "Altered" in page and "Unaltered" not in page


def test_hours_with_an_invented_reversal_are_not_called_unaltered(record, desk_of, cora):
    with guards_down():
        HourEntry.objects.filter(pk=REVERSAL).update(reverses=FIRST)
        for seq in (FIRST, SECOND):
            assert "Unaltered" not in entry_page(desk_of(cora), seq)


@pytest.mark.parametrize("text", ["Lucía Ferrer", "Transcript of Coral College, 2026-05-02"])
def test_a_transcript_whose_name_or_document_was_erased_is_not_called_valid(record, text):
    """Nobody can prove any more who it is about, or what its hours rest on."""
    CommittedText.objects.filter(text=text).update(text="", salt=b"", erased_at="2026-11-30T00:00Z")
    assert "Valid" not in page_of(record.newer)


@pytest.mark.parametrize("damage", ["deleted", "replaced"])
def test_a_printed_transcript_that_is_not_the_issued_one_is_not_given_away(
    record, desk_of, cora, damage
):
    files = IssuedFile.objects.filter(transcript=record.newer)
    genuine = bytes(files.get(name="es.pdf").content)
    office, address = (
        desk_of(cora),
        reverse("hours:transcript_file", args=[record.newer.code, "pdf"]),
    )
    assert office.get(address).status_code == 200
    with guards_down():
        mine = files.filter(name="en.pdf")
        mine.delete() if damage == "deleted" else mine.update(content=genuine)
        response = office.get(address)
        assert (response.status_code, response["Content-Type"]) == (409, "text/html; charset=utf-8")


def test_a_pdf_written_into_the_table_is_not_recognized(record):
    forged = b"%PDF-1.7 /verify/" + record.newer.code.encode() + b"/ 900 hours"
    with guards_down():
        IssuedFile.objects.create(transcript=record.newer, name="fr.pdf", content=forged)
        IssuedFile.objects.filter(transcript=record.newer, name="en.pdf").update(content=forged)
        page = upload(Client(), forged, "t.pdf").content.decode()
        assert "Do not rely on this file" in page and "Valid" not in page
