"""While the files of a transcript are made, others may issue too: it is prepared again, or says so."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clinic_hours.transcripts.documents import issuing
from clinic_hours.transcripts.documents.issuing import ATTEMPTS, issue_transcript
from clinic_hours.transcripts.models import Transcript
from tests.factories.clinic import NOW

pytestmark = pytest.mark.django_db
SENTENCE = "Nothing was issued: hours were signed or transcripts issued at the same moment"


@pytest.fixture
def busy(cora, mei, monkeypatch):
    """Return a function that has somebody issue Mei's transcript during each of the next attempts."""
    make, times = issuing.files_of, []

    def meanwhile(document, signer):
        if times and times.pop():
            issue_transcript(actor=cora, enrollment=mei, now=NOW)
        return make(document, signer)

    monkeypatch.setattr(issuing, "files_of", meanwhile)

    def during(attempts: int) -> None:
        # Mei's own files are made without another in between.
        times.extend([False, True] * attempts)

    return during


def test_it_is_prepared_again(busy, lucia, cora):
    busy(ATTEMPTS - 1)
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert (issued.number, Transcript.objects.count()) == (ATTEMPTS, ATTEMPTS)


def test_after_three_attempts_the_page_says_why_and_nothing_of_a_second_click(
    busy, lucia, cora, desk_of
):
    busy(ATTEMPTS)
    page = reverse("hours:transcripts", args=[lucia.public_id])
    answer = desk_of(cora).post(page, {"after": 0})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert SENTENCE in text and "second click" not in text
    assert not Transcript.objects.filter(enrollment=lucia).exists()


def test_so_does_the_command(busy, lucia, cora):
    busy(ATTEMPTS)
    with pytest.raises(CommandError, match=SENTENCE):
        call_command("issue_transcript", str(lucia.public_id), f"--as={cora.email}")
