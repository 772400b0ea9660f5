"""If the clock steps back, no act is dated before the act it follows, and nothing is half-written."""

from datetime import timedelta

import pytest
import time_machine

from clinic_hours.ledger.models import Checkpoint, LogEntry, SigningKey
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import rename
from clinic_hours.sessions.domain.attestation import credit_statement, reversal_statement
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
)
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit, reverse_credit
from clinic_hours.sessions.services.sessions import (
    discard_session,
    edit_session,
    return_session,
    submit_session,
    take_back_session,
)
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    credited,
    facts,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.tampering import unguarded

from .wrong_clock import EARLIER, refused

pytestmark = pytest.mark.django_db


def current(session: ClinicSession) -> ClinicSession:
    return ClinicSession.objects.get(pk=session.pk)


@pytest.fixture
def submitted(lucia, rosa) -> ClinicSession:
    return logged(lucia, rosa)


@pytest.fixture
def returned(submitted, rosa) -> ClinicSession:
    return return_session(
        actor=rosa.user, session=submitted, version=1, reason="Which day?", now=NOW
    )


def void(session: ClinicSession, now, actor) -> HourEntry:
    session = current(session)
    return void_sign_off(
        actor=actor,
        session=session,
        version=session.version,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(now),
        now=now,
    )


def test_a_sign_off_before_its_submission_is_refused(submitted):
    refused(lambda: signed(submitted, now=EARLIER))
    assert signed(submitted, now=NOW)


def test_a_clock_that_is_behind_is_reported_in_the_servers_log(submitted, caplog):
    refused(lambda: signed(submitted, now=EARLIER))
    assert f"The clock says {EARLIER.isoformat()}" in caplog.text
    assert f"the last step was at {NOW.isoformat()}" in caplog.text


def test_one_session_submitted_later_keeps_the_whole_batch_unsigned(submitted, lucia, rosa):
    other = logged(lucia, rosa, start="08:00", end="09:00", now=EARLIER)
    refused(lambda: signed(other, submitted, now=EARLIER))


def test_a_return_before_the_submission_is_refused(submitted, rosa):
    refused(
        lambda: return_session(
            actor=rosa.user, session=submitted, version=1, reason="Which day?", now=EARLIER
        )
    )


def test_taking_back_before_the_submission_is_refused(submitted, lucia):
    refused(
        lambda: take_back_session(actor=lucia.student, session=submitted, version=1, now=EARLIER)
    )


@pytest.mark.parametrize("step", [submit_session, discard_session])
def test_no_step_after_a_return_is_dated_before_it(returned, lucia, step):
    refused(
        lambda: step(actor=lucia.student, session=returned, version=returned.version, now=EARLIER)
    )


def test_a_correction_is_not_dated_before_its_return(returned, lucia, rosa):
    refused(
        lambda: edit_session(
            actor=lucia.student,
            session=returned,
            version=returned.version,
            facts=facts(lucia, rosa, end="15:00"),
            now=EARLIER,
        )
    )


def test_a_void_before_its_sign_off_is_refused(submitted, rosa):
    signed(submitted)
    refused(lambda: void(submitted, EARLIER, rosa.user))
    assert void(submitted, NOW, rosa.user).minutes == -180


def test_transfer_hours_are_not_taken_back_before_they_were_posted(lucia, cora):
    entry = credited(cora, lucia)
    refused(
        lambda: reverse_credit(
            actor=cora,
            entry=entry,
            reason="Wrong paper.",
            statement=reversal_statement("en"),
            authentication=fresh(EARLIER),
            now=EARLIER,
        )
    )


def test_a_transcript_before_one_of_its_entries_is_refused(submitted, lucia, cora):
    signed(submitted)
    refused(lambda: issue_transcript(actor=cora, enrollment=lucia, now=EARLIER))
    assert issue_transcript(actor=cora, enrollment=lucia, now=NOW)


def test_a_transcript_before_the_one_it_supersedes_is_refused(lucia, cora):
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    refused(lambda: issue_transcript(actor=cora, enrollment=lucia, now=EARLIER))


def test_a_revocation_before_its_transcript_is_refused(lucia, cora):
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    refused(lambda: revoke_transcript(actor=cora, transcript=transcript, reason="No.", now=EARLIER))
    assert revoke_transcript(actor=cora, transcript=transcript, reason="No.", now=NOW)


def test_a_name_is_not_corrected_before_the_last_step_of_its_enrollment(submitted, lucia):
    signed(submitted)
    refused(lambda: rename(lucia.student, "Lucía Ferrer Ruiz", now=EARLIER))
    lucia.student.refresh_from_db()
    assert lucia.student.display_name == "Lucía Ferrer"


def test_transfer_hours_are_not_posted_before_the_last_step_of_their_enrollment(
    submitted, lucia, cora
):
    signed(submitted)
    line = PaperLine(lucia.requirement_set.requirements.get(), 600, 4)
    paper = Paper("transfer", TODAY, "Transcript of Coral College", (line,))
    refused(
        lambda: post_credit(
            actor=cora,
            enrollment=lucia,
            paper=paper,
            statement=credit_statement("en"),
            authentication=fresh(EARLIER),
            now=EARLIER,
        )
    )


def test_an_enrollment_is_not_completed_before_the_hours_that_complete_it(site, rosa):
    three_hours = {"category": "hands-on", "name": "Hands-on sessions", "minutes": 180}
    ana = EnrollmentFactory(requirement_set=published_set(three_hours))
    signed(logged(ana, rosa))
    refused(lambda: complete_enrollment(enrollment=ana, on=TODAY, now=EARLIER))
    assert Enrollment.objects.get(pk=ana.pk).status == Enrollment.Status.ACTIVE
    assert complete_enrollment(enrollment=ana, on=TODAY, now=NOW)


def test_a_checkpoint_before_its_last_entry_is_refused(submitted):
    (entry,) = signed(submitted)
    with unguarded():
        ahead = entry.log_entry.recorded_at + timedelta(hours=1)
        LogEntry.objects.filter(pk=entry.pk).update(recorded_at=ahead)
    refused(sign_checkpoint)


def test_a_checkpoint_before_an_earlier_one_is_refused(submitted, lucia, rosa):
    signed(submitted)
    checkpoint = sign_checkpoint()
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    with unguarded():
        ahead = checkpoint.signed_at + timedelta(hours=1)
        Checkpoint.objects.filter(pk=checkpoint.pk).update(signed_at=ahead)
    refused(sign_checkpoint)


def test_a_key_does_not_take_over_before_the_one_it_follows(own_key, submitted):
    with time_machine.travel(NOW):
        signed(submitted)
    with time_machine.travel(EARLIER):
        refused(rotate_signing_key)
    assert SigningKey.objects.count() == 1
