"""PDFs are signed before their digests go into the log; if they cannot be, nothing is issued."""

import json
from hashlib import sha256
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from clinic_hours.ledger.models import Checkpoint
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.verdicts import verdict_on
from clinic_hours.transcripts.models import Transcript
from tests.factories.certificates import PASSWORD, write_certificate
from tests.factories.clinic import logged, signed

pytestmark = pytest.mark.django_db

PROBLEM = "The file with the certificate for signing PDFs cannot be read."


@pytest.fixture
def certificate(settings, tmp_path):
    settings.PDF_SIGNING_CERTIFICATE = str(tmp_path / "school.p12")
    settings.PDF_SIGNING_PASSWORD = PASSWORD
    write_certificate(tmp_path / "school.p12")


@pytest.fixture
def no_certificate(settings, tmp_path):
    settings.PDF_SIGNING_CERTIFICATE = str(tmp_path / "gone.p12")


def test_what_the_log_says_of_a_signed_file_is_the_digest_of_the_signed_file(
    certificate, lucia, rosa, cora
):
    signed(logged(lucia, rosa))
    transcript = issue_transcript(actor=cora, enrollment=lucia)
    stated = json.loads(bytes(transcript.entry.payload))["files"]
    kept = {file.name: bytes(file.content) for file in transcript.files.all()}
    assert {each["name"]: each["sha256"] for each in stated} == {
        name: sha256(content).hexdigest() for name, content in kept.items()
    }
    for content in kept.values():
        (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
        assert signature.field_name == "Signature"
        verdict = verdict_on(content)
        assert (verdict.problem, verdict.transcript) == ("", transcript)
        assert verdict_on(content + b" ").problem


def test_the_office_gets_one_sentence_and_nothing_is_issued(client, no_certificate, cora, lucia):
    client.force_login(cora)
    answer = client.post(reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0})
    assert answer.status_code == 409
    assert f"Nothing was issued. {PROBLEM} Please tell whoever runs this site." in unescape(
        answer.text
    )
    assert not Transcript.objects.exists()
    assert not Checkpoint.objects.exists()


def test_the_command_says_it_too(no_certificate, cora, lucia):
    with pytest.raises(CommandError, match=PROBLEM):
        call_command(
            "issue_transcript", lucia.student_number, "--as", cora.email, stdout=StringIO()
        )
    assert not Transcript.objects.exists()
