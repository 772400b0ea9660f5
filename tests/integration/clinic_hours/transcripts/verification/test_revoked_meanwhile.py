"""What is revoked while it is being checked is not called valid."""

import json

import pytest
from django.test import Client

from clinic_hours.transcripts.documents import checked, verdicts
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.services.transcripts import revoke_transcript

from .pages import text_of, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def revoked_during_the_check(issued, cora, monkeypatch):
    """Revoke the transcript once everything in it was checked."""
    verify = checked.verify
    reasons = ["Wrong student."]

    def verify_and_revoke(*given):
        steps = verify(*given)
        if reasons:
            revoke_transcript(actor=cora, transcript=issued, reason=reasons.pop())
        return steps

    monkeypatch.setattr(checked, "verify", verify_and_revoke)
    return issued


def test_its_page_says_revoked(revoked_during_the_check):
    page = text_of(Client().get(f"/verify/{revoked_during_the_check.code}/"))
    assert "Revoked" in page and "Wrong student." in page and "Valid" not in page


def test_so_does_the_answer_to_a_verifier(revoked_during_the_check):
    answer = Client().get(f"/verify/{revoked_during_the_check.code}/status")
    assert json.loads(answer.content)["state"] == "revoked"


def test_so_does_an_upload(revoked_during_the_check, monkeypatch):
    monkeypatch.setattr(verdicts, "verify", checked.verify)
    page = text_of(upload(Client(), transcript_json(document_of(revoked_during_the_check))))
    assert "Revoked" in page and "Valid" not in page
