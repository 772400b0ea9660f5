"""A transcript whose PDFs cannot be signed is not issued, and whoever tries is told why in a sentence."""

from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint
from clinic_hours.transcripts.models import Transcript

pytestmark = pytest.mark.django_db

PROBLEM = "The file with the certificate for signing PDFs cannot be read."


@pytest.fixture(autouse=True)
def no_certificate(settings, tmp_path):
    settings.PDF_SIGNING_CERTIFICATE = str(tmp_path / "gone.p12")


def test_the_office_gets_one_sentence_and_nothing_is_issued(client, cora, lucia):
    client.force_login(cora)
    answer = client.post(reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0})
    assert answer.status_code == 409
    assert f"Nothing was issued. {PROBLEM} Please tell whoever runs this site." in unescape(
        answer.text
    )
    assert not Transcript.objects.exists()
    assert not Checkpoint.objects.exists()


def test_the_command_says_it_too(cora, lucia):
    with pytest.raises(CommandError, match=PROBLEM):
        call_command(
            "issue_transcript", lucia.student_number, "--as", cora.email, stdout=StringIO()
        )
    assert not Transcript.objects.exists()
