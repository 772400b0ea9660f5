"""What a licensing board sees: no account, no script needed, and no answer that says too much."""

import base64
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clinic_hours.documents.json import transcript_json
from clinic_hours.documents.pdf import transcript_pdf
from clinic_hours.domain.checkpoints import read_note
from clinic_hours.domain.merkle import is_consistent
from clinic_hours.domain.transcripts import grouped
from clinic_hours.models import Disclosure, Transcript
from clinic_hours.selectors.transcripts import document_of
from clinic_hours.services.transcripts import issue_transcript, revoke_transcript
from clinic_hours.views import verification_limits
from tests.factories.clinic import NOW, logged, signed
from tests.factories.transcripts import in_bytes, small_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(lucia, cora, three_entries) -> Transcript:
    return issue_transcript(actor=cora, enrollment=lucia, now=NOW)


def address(transcript: Transcript) -> str:
    return f"/verify/{transcript.code}/"


def upload(client, data: bytes, name: str = "transcript.json"):
    return client.post("/verify/check/", {"file": SimpleUploadedFile(name, data)})


def text_of(response) -> str:
    return response.content.decode()


def test_a_board_sees_what_was_signed_by_whom_and_that_it_stands(client, issued, lucia, rosa):
    response = client.get(address(issued))
    page = text_of(response)
    assert response.status_code == 200
    assert "Valid" in page and "transcript-status" in page
    assert lucia.student.display_name in page and rosa.printed_name in page
    assert "3.00" in page and response.context["document"].checkpoint in page.replace("&#x27;", "'")
    assert response["X-Robots-Tag"] == "noindex" and "no-store" in response["Cache-Control"]


def test_it_says_superseded_and_since_when(client, issued, lucia, rosa):
    signed(logged(lucia, rosa, start="15:00", end="16:00"))
    page = text_of(client.get(address(issued)))
    assert "Superseded" in page and "by a later entry" in page and "Valid" not in page


def test_it_names_the_transcript_that_superseded_it(client, issued, lucia, cora):
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert "by transcript No. 2" in text_of(client.get(address(issued)))


def test_it_says_revoked_and_why(client, issued, cora):
    revoke_transcript(actor=cora, transcript=issued, reason="Issued for the wrong student.")
    page = text_of(client.get(address(issued)))
    assert "Revoked" in page and "Issued for the wrong student." in page and "Valid" not in page


def test_no_note_and_no_salt_leaves_the_school(client, lucia, rosa, cora):
    signed(logged(lucia, rosa, note="Client M. has a sore shoulder."))
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    for path in (address(transcript), f"/verify/{transcript.code}.json"):
        assert "shoulder" not in text_of(client.get(path))


def test_the_json_is_the_transcripts(client, issued):
    response = client.get(f"/verify/{issued.code}.json")
    assert response.content == transcript_json(document_of(issued))
    assert response["Content-Type"] == "application/json"


def test_a_code_is_read_as_people_type_it(client, issued):
    for typed in (grouped(issued.code).lower(), f" {issued.code} ", grouped(issued.code)):
        response = client.get("/verify/", {"code": typed})
        assert (response.status_code, response["Location"]) == (303, address(issued))
    assert client.get(f"/verify/{issued.code.lower()}/")["Location"] == address(issued)


def one_off(code: str) -> str:
    return ("1" if code[0] != "1" else "2") + code[1:]


def without_own_token(html: str) -> str:
    """A page without what each visitor's forms carry."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_every_wrong_code_gets_the_same_answer(client, issued):
    wrong = [one_off(issued.code), issued.code[:-1], "nonsense", "%00", "x" * 300, "🌿"]
    answers = [client.get(f"/verify/{code}/") for code in wrong[:3]]
    pages = {
        without_own_token(text_of(a)).replace(c[:60], "")
        for a, c in zip(answers, wrong, strict=False)
    }
    for code in wrong:
        for path in (f"/verify/{code}/", f"/verify/{code}.json"):
            response = client.get(path)
            assert response.status_code == 404
            assert "There is no transcript under this code" in text_of(response)
    assert len(pages) == 1
    assert client.get("/verify/", {"code": "nonsense"}).status_code == 404
    assert not Disclosure.objects.filter(kind="verified").exists()


def test_each_verification_leaves_a_row_for_the_student(client, issued, otis):
    client.get(address(issued))
    client.get(f"/verify/{issued.code}.json")
    client.force_login(otis)
    client.get(address(issued))
    upload(client, transcript_json(document_of(issued)))
    rows = Disclosure.objects.filter(kind="verified").order_by("pk")
    seen = [(row.seen_by_id, row.purpose) for row in rows]
    assert seen == [(None, ""), (None, "JSON"), (otis.pk, ""), (otis.pk, "JSON")]


def test_codes_cannot_be_tried_without_end(client, issued):
    for _ in range(60):
        client.get(f"/verify/{one_off(issued.code)}/")
    response = client.get(address(issued))
    assert response.status_code == 429
    assert "Too many tries" in text_of(response)
    other = client.get(address(issued), REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_uploads_are_limited_too(client):
    answers = [upload(client, b"{}").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert verification_limits.UPLOADS.startswith("10/m")


def test_the_uploaded_json_is_checked_and_its_standing_said(client, issued):
    page = text_of(upload(client, transcript_json(document_of(issued))))
    assert "The school issued this file" in page and "Valid" in page
    assert page.count("verify-step--ok") == 7


def test_a_revoked_transcript_that_is_uploaded_is_never_valid(client, issued, cora):
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


def test_any_other_pdf_is_not(client, issued):
    true = transcript_pdf(document_of(issued), "en")
    for data in (true[:-1000], true + b"\n", true.replace(b"/Lang(en)", b"/Lang(xx)"), b"%PDF-1.7"):
        page = text_of(upload(client, data, "t.pdf"))
        assert "Do not rely on this file" in page and "Valid" not in page
    stranger = true.replace(issued.code.encode(), one_off(issued.code).encode())
    assert "names no transcript" in text_of(upload(client, stranger, "t.pdf"))


def test_a_file_beyond_any_transcript_is_refused_unread(client):
    data = SimpleUploadedFile("t.json", b" " * 5_100_000)
    response = client.post("/verify/check/", {"file": data})
    assert (response.status_code, "larger than 5 MB" in text_of(response)) == (413, True)
    response = client.post("/verify/check/", b"", "text/plain", CONTENT_LENGTH="100000000")
    assert response.status_code == 413


def test_no_file_at_all_gets_a_sentence(client):
    response = client.post("/verify/check/", {})
    assert (response.status_code, "Choose a file" in text_of(response)) == (422, True)


def test_an_upload_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert upload(strict, b"{}").status_code == 403


def test_the_keys_are_published_with_their_chain(client, issued):
    (key,) = client.get("/.well-known/practicum-keys.json").json()["keys"]
    assert (key["kty"], key["crv"], key["kid"]) == ("OKP", "Ed25519", issued.signing_key_id)
    assert key["practicum"] in json.loads(transcript_json(document_of(issued)))["keys"]


def test_checkpoints_and_growth_are_proved_to_anyone(client, issued, lucia, rosa, cora):
    old, _ = read_note(text_of(client.get("/verify/checkpoint")))
    signed(logged(lucia, rosa, start="15:00", end="16:00"))
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    new, _ = read_note(text_of(client.get("/verify/checkpoint")))
    earlier = client.get(f"/verify/checkpoint?size={old.size}")
    assert read_note(text_of(earlier))[0] == old
    answer = client.get("/verify/consistency", {"from": old.size, "to": new.size}).json()
    proof = [base64.b64decode(each) for each in answer["proof"]]
    assert is_consistent(old.size, new.size, old.root, new.root, proof)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("from=1", 400),
        ("from=0&to=1", 400),
        ("from=3&to=2", 400),
        ("from=-1&to=2", 400),
        ("from=x&to=2", 400),
        ("from=1&to=٣", 400),
        ("from=1&to=99999999999999999999", 400),
        ("from=1&to=999999", 404),
    ],
)
def test_nonsense_about_growth_gets_a_sentence(client, issued, query, status):
    response = client.get(f"/verify/consistency?{query}")
    assert (response.status_code, bool(response.json()["error"])) == (status, True)


@pytest.mark.parametrize(("size", "status"), [("x", 400), ("", 400), ("2", 404), ("3", 200)])
def test_a_checkpoint_that_is_not_there(client, issued, size, status):
    assert client.get(f"/verify/checkpoint?size={size}").status_code == status


def test_the_log_is_drawn_with_its_numbers_beside_it(client, issued, lucia, rosa, cora):
    signed(logged(lucia, rosa, start="15:00", end="16:00"))
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    page = text_of(client.get("/verify/log/"))
    assert "<polygon" in page and "What it does not prove" in page and "<table" in page


def test_an_empty_log_says_so(client):
    assert "no checkpoint yet" in text_of(client.get("/verify/log/"))
    assert client.get("/verify/checkpoint").status_code == 404


def test_the_verifier_is_handed_out_as_it_runs_here(client):
    response = client.get(reverse("verify_script"))
    body = b"".join(response.streaming_content)
    assert b"def verify(" in body and "attachment" in response["Content-Disposition"]


def test_a_board_reads_the_answer_in_its_language_and_the_same_record(client, issued):
    page = client.get(address(issued), headers={"Accept-Language": "es"})
    assert '<html lang="es"' in page.text
    assert '<button type="submit" name="language" value="en" lang="en">' in page.text

    record = f"/verify/{issued.code}.json"
    spanish = client.get(record, headers={"Accept-Language": "es"})
    assert spanish.content == client.get(record).content
