"""What the services refuse by themselves, whatever a page offers."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import enroll_student
from clinic_hours.sessions.domain.attestation import credit_statement, reversal_statement
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit, reverse_credit
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.sessions.services.steps import advance
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Revocation
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import (
    NOW,
    TODAY,
    CohortFactory,
    credited,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

REVERSAL = {"reason": "Entered by mistake.", "statement": reversal_statement("en")}
STALE = fresh(NOW - timedelta(minutes=6))


def test_an_error_that_another_attempt_cannot_mend_is_raised_at_once():
    attempts = []

    @recorded
    def broken():
        attempts.append(1)
        raise OperationalError("no such column")

    with pytest.raises(OperationalError):
        broken()
    assert len(attempts) == 1


def test_a_student_is_not_enrolled_under_a_draft():
    draft = published_set(published=False)
    with pytest.raises(NotAllowed, match="requirement_set_not_published"):
        enroll_student(
            student=UserFactory(),
            cohort=CohortFactory(program=draft.program),
            requirement_set=draft,
            student_number="P-1",
        )
    assert not Enrollment.objects.exists()


def test_signed_hours_are_not_taken_back_as_if_they_came_from_a_document(lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    with pytest.raises(NotAllowed, match="not_a_credit"):
        reverse_credit(actor=cora, entry=entry, authentication=fresh(), now=NOW, **REVERSAL)


def test_an_enrollment_that_has_ended_is_not_completed(lucia):
    Enrollment.objects.filter(pk=lucia.pk).update(status="ended", ended_on=TODAY)
    with pytest.raises(NotAllowed, match="enrollment_not_active"):
        complete_enrollment(enrollment=lucia, on=TODAY, now=NOW)


def test_a_document_counts_toward_no_requirement_of_another_set(lucia, cora):
    another = published_set().requirements.get()
    paper = Paper("transfer", TODAY, "A transcript", (PaperLine(another, 60, 0),))
    with pytest.raises(NotAllowed, match="requirement_of_another_set"):
        post_credit(
            actor=cora,
            enrollment=lucia,
            paper=paper,
            statement=credit_statement("en"),
            authentication=fresh(),
            now=NOW,
        )


def test_a_document_is_neither_posted_nor_taken_back_with_an_old_confirmation(lucia, cora):
    entry = credited(cora, lucia)
    with pytest.raises(NotAllowed, match="authentication_not_fresh"):
        reverse_credit(actor=cora, entry=entry, authentication=STALE, now=NOW, **REVERSAL)


def test_hours_are_not_voided_with_an_old_confirmation(lucia, rosa):
    session = logged(lucia, rosa)
    signed(session)
    session.refresh_from_db()
    with pytest.raises(NotAllowed, match="authentication_not_fresh"):
        void_sign_off(
            actor=rosa.user,
            session=session,
            version=session.version,
            authentication=STALE,
            now=NOW,
            **REVERSAL,
        )
    assert HourEntry.objects.count() == 1


def test_a_change_over_a_version_that_is_gone_is_a_conflict(lucia, rosa):
    session = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=session.pk).update(version=2)
    with pytest.raises(Conflict):
        advance(session, note="Overwritten.")
    session.refresh_from_db()
    assert session.note != "Overwritten."


def test_a_student_whose_account_is_closed_logs_nothing(lucia, rosa):
    lucia.student.is_active = False
    with pytest.raises(NotAllowed, match="account_not_active"):
        logged(lucia, rosa)


def test_only_the_coordinator_revokes_a_transcript(lucia, rosa, cora):
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    with pytest.raises(NotAllowed, match="not_yours_to_revoke"):
        revoke_transcript(actor=rosa.user, transcript=transcript, reason="Wrong.", now=NOW)
    assert not Revocation.objects.exists()
