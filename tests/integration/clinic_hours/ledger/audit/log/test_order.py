"""The audit reports what is dated before what it follows, even if it was not refused at the time."""

from datetime import timedelta

import pytest
import time_machine

from clinic_hours.ledger.models import Checkpoint, SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.sessions.models import ClinicSession, SessionEvent, SignOff
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Revocation, Transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import NOW, logged, signed
from tests.integration.clinic_hours.sessions.order_of_time.test_order_of_time import void
from tests.tampering import guards_down

from ..damage import found

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def with_the_guard_off(monkeypatch, module: str) -> None:
    """Let a service write what it now refuses, as earlier versions did."""
    monkeypatch.setattr(f"clinic_hours.{module}.refuse_before", lambda *_moments: None)


def with_the_guards_of_issuing_off(monkeypatch) -> None:
    with_the_guard_off(monkeypatch, "transcripts.services.transcripts")
    with_the_guard_off(monkeypatch, "ledger.services.append")
    unchecked = "clinic_hours.transcripts.documents.issuing.require_sound"
    monkeypatch.setattr(unchecked, lambda _document: ())


def test_a_sign_off_that_is_older_than_its_submission(lucia, rosa, monkeypatch):
    with_the_guard_off(monkeypatch, "sessions.services.sign_offs")
    session = logged(lucia, rosa)
    signed(session, now=NOW - timedelta(minutes=47))
    assert found() == (4, "out of order")


def test_a_submission_moved_after_its_sign_off(three_entries):
    pk = three_entries[1].session_id
    ClinicSession.objects.filter(pk=pk).update(submitted_at=NOW + HOUR)
    assert found() == (5, "altered session")


def test_a_sign_off_whose_row_has_a_different_time_than_was_signed(three_entries):
    with guards_down():
        SignOff.objects.filter(pk=three_entries[1].sign_off_id).update(signed_at=NOW + HOUR)
        assert found() == (5, "altered sign-off")


def test_a_step_that_is_older_than_the_one_before_it(lucia, rosa):
    session = logged(lucia, rosa)
    with guards_down():
        SessionEvent.objects.filter(kind="logged").update(happened_at=NOW + HOUR)
        damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (None, "out of order")
    assert str(session.public_id) in damage.detail


def test_a_reversal_that_is_older_than_what_it_takes_back(
    three_entries, lucia, cora, rosa, monkeypatch
):
    with_the_guard_off(monkeypatch, "ledger.services.append")
    with_the_guard_off(monkeypatch, "sessions.services.steps")
    void(three_entries[1].session, NOW - HOUR, rosa.user)
    assert found() == (7, "out of order")


def test_a_transcript_that_is_older_than_one_of_its_entries(
    three_entries, lucia, cora, monkeypatch
):
    with_the_guards_of_issuing_off(monkeypatch)
    issue_transcript(actor=cora, enrollment=lucia, now=NOW - HOUR)
    assert found() == (7, "out of order")


def test_a_transcript_that_is_older_than_the_one_it_supersedes(lucia, cora, monkeypatch):
    with_the_guards_of_issuing_off(monkeypatch)
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert found() is None
    issue_transcript(actor=cora, enrollment=lucia, now=NOW - HOUR)
    assert found() == (4, "out of order")


def test_a_revocation_that_is_older_than_its_transcript(lucia, cora, monkeypatch):
    with_the_guard_off(monkeypatch, "ledger.services.append")
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    revoke_transcript(actor=cora, transcript=transcript, reason="Wrong.", now=NOW - HOUR)
    assert found() == (4, "out of order")


def test_a_transcript_or_revocation_with_another_time_than_was_signed(lucia, cora):
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    revoke_transcript(actor=cora, transcript=transcript, reason="Wrong.", now=NOW)
    assert found() is None
    with guards_down():
        Revocation.objects.update(revoked_at=NOW - HOUR)
        assert found() == (4, "altered revocation")
        Transcript.objects.update(issued_at=NOW - HOUR)
        assert found() == (3, "altered transcript")


def test_a_checkpoint_that_is_older_than_its_last_entry(three_entries):
    sign_checkpoint()
    assert found() is None
    with guards_down():
        recorded_at = three_entries[2].log_entry.recorded_at
        Checkpoint.objects.update(signed_at=recorded_at - HOUR)
        assert found() == (6, "out of order")


def test_a_key_that_is_older_than_the_one_it_follows(own_key, three_entries, monkeypatch):
    with_the_guard_off(monkeypatch, "ledger.services.rotation")
    with time_machine.travel(NOW - 1000 * HOUR):
        rotate_signing_key()
    assert SigningKey.objects.count() == 2
    assert "took over" in audit_ledger().damage.detail


def test_an_untouched_record_is_in_order(three_entries, lucia, cora):
    issue_transcript(actor=cora, enrollment=lucia)
    sign_checkpoint()
    assert found() is None
