"""Whatever is uploaded gets an answer in a sentence, and only what the school issued is called valid."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.views import verification_upload

from .pages import text_of, upload

pytestmark = pytest.mark.django_db

PAGE = b"<!doctype html>\n<title>Transcript</title>\n<p>Valid</p>\n"
NOT_SIGNED = "This is not what the school signed."


def in_the_statement(data: bytes, old: str, new: str) -> bytes:
    """Return a transcript with other text in its signed statement."""
    form = json.loads(data)
    assert old in form["statement"]
    form["statement"] = form["statement"].replace(old, new, 1)
    return json.dumps(form, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def nonsense(data: bytes) -> dict[str, bytes]:
    return {
        "a web page": PAGE,
        "an empty file": b"",
        "cut in the middle": data[: len(data) // 2],
        "cut by its line feed": data[:-1],
        "a byte order mark": b"\xef\xbb\xbf" + data,
        "UTF-16": data.decode().encode("utf-16"),
        "a name twice": data.replace(b'{"checkpoint":', b'{"checkpoint":"","checkpoint":', 1),
        "a name twice in the statement": in_the_statement(
            data, '"number":1', '"number":1,"number":1'
        ),
        "1.0 for 1": in_the_statement(data, '"number":1', '"number":1.0'),
        "a number of 2^53": in_the_statement(data, '"number":1', f'"number":{2**53}'),
        "a number of 400 digits": in_the_statement(data, '"number":1', f'"number":{"9" * 400}'),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    }


@pytest.mark.parametrize("what", nonsense(b'{"checkpoint":1,"statement":"\\"number\\":1"}'))
def test_a_file_that_is_no_transcript_of_the_school_is_refused_with_a_sentence(
    client, issued, what
):
    data = nonsense(transcript_json(document_of(issued)))[what]
    response = upload(client, data)
    page = text_of(response)
    assert response.status_code == 200
    assert NOT_SIGNED in page and "verify-step--failed" in page
    assert "The school issued this file" not in page and "Valid" not in page


def test_a_file_of_thirty_megabytes_is_refused_unread(client, monkeypatch):
    monkeypatch.setattr(verification_upload, "verdict_on", None)  # reading it would fail
    response = upload(client, b" " * 30_000_000)
    assert (response.status_code, "more than 20 MB" in text_of(response)) == (413, True)


def sent(client, *contents: bytes):
    files = [SimpleUploadedFile(f"{n}.json", each) for n, each in enumerate(contents, start=1)]
    return client.post("/verify/check/", {"file": files})


def test_several_files_get_a_verdict_each(client, issued):
    true = transcript_json(document_of(issued))
    page = text_of(sent(client, true, PAGE, true[:-1], b" " * 5_000_001))
    assert page.count("changed since the school signed it.") == 1
    assert page.count(NOT_SIGNED) == 2
    assert page.count("No transcript is that large.") == 1
    assert [name in page for name in ("1.json", "2.json", "3.json", "4.json")] == [True] * 4


def test_more_than_twenty_files_are_refused_with_a_sentence(client):
    response = sent(client, *[b"{}"] * 21)
    assert (response.status_code, "more than 20 files" in text_of(response)) == (422, True)
