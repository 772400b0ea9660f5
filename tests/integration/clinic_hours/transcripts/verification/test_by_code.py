"""What a licensing board sees for a code: without an account or scripts, and without giving away too much."""

import re

import pytest

from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.domain.codes import grouped
from clinic_hours.transcripts.models import Disclosure, Transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import NOW, logged, signed

from .pages import one_off, text_of, upload

pytestmark = pytest.mark.django_db


def address(transcript: Transcript) -> str:
    return f"/verify/{transcript.code}/"


def test_a_board_sees_what_was_signed_by_whom_and_its_standing(client, issued, lucia, rosa):
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


def test_no_note_or_salt_leaves_the_school(client, lucia, rosa, cora):
    signed(logged(lucia, rosa, note="Client M. has a sore shoulder."))
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    for path in (address(transcript), f"/verify/{transcript.code}.json"):
        assert "shoulder" not in text_of(client.get(path))


def test_the_json_address_returns_the_transcripts_json(client, issued):
    response = client.get(f"/verify/{issued.code}.json")
    assert response.content == transcript_json(document_of(issued))
    assert response["Content-Type"] == "application/json"


def test_a_code_is_accepted_as_people_type_it(client, issued):
    for typed in (grouped(issued.code).lower(), f" {issued.code} ", grouped(issued.code)):
        response = client.get("/verify/", {"code": typed})
        assert (response.status_code, response["Location"]) == (303, address(issued))
    assert client.get(f"/verify/{issued.code.lower()}/")["Location"] == address(issued)


def without_own_token(html: str) -> str:
    """Return a page without the tokens in each visitor's forms."""
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
            assert "No transcript has this code" in text_of(response)
    assert len(pages) == 1
    assert client.get("/verify/", {"code": "nonsense"}).status_code == 404
    assert not Disclosure.objects.filter(kind="verified").exists()


def test_each_verification_is_recorded_for_the_student(client, issued, otis):
    client.get(address(issued))
    client.get(f"/verify/{issued.code}.json")
    client.force_login(otis)
    client.get(address(issued))
    upload(client, transcript_json(document_of(issued)))
    rows = Disclosure.objects.filter(kind="verified").order_by("pk")
    seen = [(row.seen_by_id, row.purpose) for row in rows]
    assert seen == [(None, ""), (None, "JSON"), (otis.pk, ""), (otis.pk, "JSON")]


def test_guessing_codes_is_rate_limited(client, issued):
    for _ in range(60):
        client.get(f"/verify/{one_off(issued.code)}/")
    response = client.get(address(issued))
    assert response.status_code == 429
    assert "Too many attempts" in text_of(response)
    other = client.get(address(issued), REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_a_board_sees_the_answer_in_its_language_and_the_record_unchanged(client, issued):
    page = client.get(address(issued), headers={"Accept-Language": "es"})
    assert '<html lang="es"' in page.text
    assert '<button type="submit" name="language" value="en" lang="en">' in page.text

    record = f"/verify/{issued.code}.json"
    spanish = client.get(record, headers={"Accept-Language": "es"})
    assert spanish.content == client.get(record).content
