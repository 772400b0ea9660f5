"""A file is accepted only if it is byte for byte what the school signed."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from clinic_hours.transcripts.views import verification_limits
from tests.factories.clinic import NOW
from tests.factories.paper.schools import small_school
from tests.factories.transcripts import in_bytes

from .pages import one_off, text_of, upload

pytestmark = pytest.mark.django_db


def test_uploads_are_also_rate_limited(client):
    answers = [upload(client, b"{}").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert verification_limits.UPLOADS.startswith("10/m")


def test_uploaded_json_is_checked_and_its_standing_shown(client, issued):
    page = text_of(upload(client, transcript_json(document_of(issued))))
    assert "The school issued this file" in page and "Valid" in page
    assert page.count("verify-step--ok") == 11


def test_an_uploaded_revoked_transcript_is_never_valid(client, issued, cora):
    revoke_transcript(actor=cora, transcript=issued, reason="Wrong.")
    page = text_of(upload(client, transcript_json(document_of(issued))))
    assert "Revoked" in page and "Valid" not in page


def damaged(data: bytes) -> dict[str, bytes]:
    form = json.loads(data)
    first, second, *rest = form["entries"]
    return {
        "a flipped bit": data.replace(b'\\"minutes\\":60', b'\\"minutes\\":61', 1),
        "swapped signatures": in_bytes(
            form
            | {
                "entries": [
                    first | {"signature": second["signature"]},
                    second | {"signature": first["signature"]},
                    *rest,
                ]
            }
        ),
        "a removed entry": in_bytes(form | {"entries": [first, *rest]}),
        "another school's": in_bytes(small_school().form()),
        "truncated": data[:-100],
        "deep": b"[" * 100_000,
        "nothing": b" ",
    }


def test_a_damaged_json_is_never_what_the_school_signed(client, issued):
    for what, data in damaged(transcript_json(document_of(issued))).items():
        response = upload(client, data)
        page = text_of(response)
        assert response.status_code == 200, what
        assert "This is not what the school signed." in page, what
        assert "verify-step--failed" in page and "Valid" not in page, what


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pdf_that_the_school_issues_is_recognized(client, issued, language):
    page = text_of(upload(client, transcript_pdf(document_of(issued), language), "t.pdf"))
    assert "The school issued this file" in page and "Valid" in page


@pytest.mark.parametrize(
    "name", ["李小龍", "สมชาย", "Mei 😀", "Mei\ufeff", "\uf0b7 Mei", "Mei\x07"]
)
def test_a_pdf_is_recognized_whatever_the_student_is_called(
    client, lucia, cora, three_entries, name
):
    get_user_model().objects.filter(pk=lucia.student_id).update(display_name=name)
    lucia.refresh_from_db()
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert "name a transcript from this school" not in text_of(
        upload(client, f"%PDF-1.7 /verify/{issued.code}/".encode(), "t.pdf")
    )
    page = text_of(upload(client, transcript_pdf(document_of(issued), "en"), "t.pdf"))
    assert "The school issued this file" in page


def test_any_other_pdf_is_not_recognized(client, issued):
    true = transcript_pdf(document_of(issued), "en")
    for data in (true[:-1000], true + b"\n", true.replace(b"/Lang(en)", b"/Lang(xx)"), b"%PDF-1.7"):
        page = text_of(upload(client, data, "t.pdf"))
        assert "Do not rely on this file" in page and "Valid" not in page
    stranger = true.replace(issued.code.encode(), one_off(issued.code).encode())
    assert "name a transcript from this school" in text_of(upload(client, stranger, "t.pdf"))


def test_a_file_larger_than_any_transcript_is_refused_unread(client):
    data = SimpleUploadedFile("t.json", b" " * 5_100_000)
    response = client.post("/verify/check/", {"file": data})
    assert (response.status_code, "larger than 5 MB" in text_of(response)) == (413, True)
    response = client.post("/verify/check/", b"", "text/plain", CONTENT_LENGTH="100000000")
    assert response.status_code == 413


def test_an_upload_without_a_file_gets_a_sentence(client):
    response = client.post("/verify/check/", {})
    assert (response.status_code, "Choose a file" in text_of(response)) == (422, True)


def test_an_upload_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert upload(strict, b"{}").status_code == 403
