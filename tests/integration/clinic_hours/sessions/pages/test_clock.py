"""A server whose clock was set back refuses every step and says why."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from clinic_hours.ledger.models import LogEntry
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Revocation, Transcript
from tests.factories.clinic import credited, logged, signed
from tests.factories.people import PASSWORD
from tests.tampering import unguarded

pytestmark = pytest.mark.django_db

BEHIND = "The server&#x27;s clock says"


@pytest.fixture
def later():
    """When the last step was recorded, before the clock was set back."""
    return timezone.now() + timedelta(hours=2)


@pytest.fixture
def waiting(lucia, rosa, later) -> ClinicSession:
    session = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=session.pk).update(submitted_at=later)
    return session


def says_so(response) -> None:
    assert response.status_code == 422
    assert BEHIND in response.content.decode()


def test_to_the_instructor_who_signs_one(client, waiting, rosa):
    client.force_login(rosa.user)
    form = {"version": waiting.version, "agree": "on", "password": PASSWORD}
    says_so(client.post(reverse("hours:session_sign_off", args=[waiting.public_id]), form))
    assert not HourEntry.objects.exists()


def test_to_the_instructor_who_signs_many(client, waiting, rosa):
    client.force_login(rosa.user)
    row = f"{waiting.public_id}:{waiting.version}"
    form = {"session": row, "agree": "on", "password": PASSWORD}
    says_so(client.post(reverse("hours:queue_sign_off"), form))
    assert not HourEntry.objects.exists()


def test_to_the_coordinator_who_issues_a_transcript(client, lucia, cora, later):
    issue_transcript(actor=cora, enrollment=lucia, now=later)
    client.force_login(cora)
    address = reverse("hours:transcripts", args=[lucia.public_id])
    says_so(client.post(address, {"after": "1"}))
    assert Transcript.objects.count() == 1


def test_to_the_coordinator_who_revokes_one(client, lucia, cora, later):
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=later)
    client.force_login(cora)
    address = reverse("hours:transcript_revoke", args=[transcript.code])
    says_so(client.post(address, {"reason": "Wrong student."}))
    assert not Revocation.objects.exists()


def test_to_the_coordinator_who_takes_back_transfer_hours(client, lucia, cora, later):
    entry = credited(cora, lucia)
    with unguarded():
        LogEntry.objects.filter(pk=entry.pk).update(done_at=later)
    client.force_login(cora)
    form = {"reason": "Wrong paper.", "password": PASSWORD}
    says_so(client.post(reverse("hours:credit_reverse", args=[entry.seq]), form))
    assert HourEntry.objects.count() == 1


def test_to_anyone_who_issues_or_signs_in_the_shell(lucia, mei, rosa, cora, later):
    signed(logged(lucia, rosa))
    issue_transcript(actor=cora, enrollment=lucia, now=later)
    with pytest.raises(CommandError, match="clock says"):
        call_command("issue_transcript", lucia.student_number, "--as", cora.email)
    other = signed(logged(mei, rosa, start="08:00", end="09:00"))[0]
    with unguarded():
        LogEntry.objects.filter(pk=other.pk).update(recorded_at=later)
    with pytest.raises(CommandError, match="clock says"):
        call_command("sign_checkpoint")
