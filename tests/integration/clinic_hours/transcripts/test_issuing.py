"""A transcript is a numbered, signed statement that can be reproduced byte for byte."""

import json

import pytest
from django.utils.translation import override

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.ledger.domain.checkpoints import read_note
from clinic_hours.ledger.domain.merkle import leaf_hash, root_by_inclusion
from clinic_hours.ledger.models import CommittedText
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import Balance, HourEntry
from clinic_hours.sessions.selectors.progress import lines_of
from clinic_hours.sessions.services.credits import reverse_credit
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.domain.codes import read_code
from clinic_hours.transcripts.domain.transcripts import TranscriptState
from clinic_hours.transcripts.models import Disclosure, Revocation, Transcript
from clinic_hours.transcripts.selectors.standings import standing_of
from clinic_hours.transcripts.selectors.transcripts import (
    document_of,
    transcript_by_code,
)
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    OfficeRoleFactory,
    credited,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.tampering import change, guards_down

pytestmark = pytest.mark.django_db


def two_signed(lucia, rosa):
    return signed(
        logged(lucia, rosa, start="08:00", end="10:00"),
        logged(lucia, rosa, start="10:00", end="11:30"),
    )


def issued(cora, enrollment) -> Transcript:
    return issue_transcript(actor=cora, enrollment=enrollment, now=NOW)


def test_it_states_the_totals_and_every_entry_of_the_enrollment(lucia, rosa, cora):
    two_signed(lucia, rosa)
    credited(cora, lucia)
    statement = document_of(issued(cora, lucia)).statement
    assert (statement.number, statement.chain.length) == (1, 4)  # opened, and three with hours
    assert (statement.minutes, statement.paper_minutes) == (810, 600)
    assert statement.student.number == lucia.student_number
    assert read_code(statement.code) == statement.code


def test_its_signature_checkpoint_and_every_entry_verify(lucia, rosa, cora):
    two_signed(lucia, rosa)
    transcript = issued(cora, lucia)
    document = document_of(transcript)
    public_key = transcript.signing_key.public_key
    head, _signatures = read_note(document.checkpoint)
    assert is_signed_by(public_key, document.signature, document.payload)
    assert (head.size, head.root.hex()) == (5, document.statement.log.root)
    for entry in document.entries:
        assert is_signed_by(public_key, entry.signature, entry.payload)
        leaf = leaf_hash(entry.payload)
        assert root_by_inclusion(leaf, entry.seq - 1, head.size, entry.proof) == head.root


def test_it_stays_the_same_after_the_ledger_grows_and_the_student_is_renamed(lucia, rosa, cora):
    two_signed(lucia, rosa)
    transcript = issued(cora, lucia)
    before = document_of(transcript)
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    lucia.student.display_name = "Another Name"
    lucia.student.save()
    assert document_of(Transcript.objects.get(pk=transcript.pk)) == before


def test_lines_show_what_was_signed_at_the_time(lucia, rosa, cora):
    two_signed(lucia, rosa)
    lines = document_of(issued(cora, lucia)).lines
    assert [line.minutes for line in lines] == [120, 90]
    assert lines[0].starts == "2026-11-16T08:00-05:00"
    assert lines[0].printed_name == rosa.printed_name
    assert lines[0].license_number.startswith("MA ")


def test_it_keeps_the_schools_own_words_whatever_the_offices_language(site, rosa, cora):
    two_names = {"name": "Hands-on sessions", "name_es": "Sesiones de práctica"}
    requirement_set = published_set({"category": "hands-on", "minutes": 5400} | two_names)
    lucia = EnrollmentFactory(requirement_set=requirement_set)
    two_signed(lucia, rosa)
    with override("es"):
        statement = document_of(issued(cora, lucia)).statement
        assert [line.name for line in lines_of(requirement_set)] == ["Sesiones de práctica"]
    assert [line.name for line in statement.requirements] == ["Hands-on sessions"]


def test_a_reversal_is_linked_to_the_entry_it_takes_back(lucia, rosa, cora):
    entry, _other = two_signed(lucia, rosa)
    session = type(entry.session).objects.get(pk=entry.session_id)
    void_sign_off(
        actor=cora,
        session=session,
        version=session.version,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
    document = document_of(issued(cora, lucia))
    taken, kept, reversal = document.lines
    assert (taken.taken_back_by, kept.taken_back_by, reversal.reverses) == (6, None, 4)
    assert (reversal.minutes, reversal.reason) == (-120, "")  # a transcript does not open reasons
    assert (reversal.requirement, reversal.occurred_on) == (taken.requirement, "2026-11-16")
    assert document.statement.minutes == 90


def test_a_later_entry_or_a_later_transcript_supersedes_it(lucia, rosa, cora):
    two_signed(lucia, rosa)
    first = issued(cora, lucia)
    assert standing_of(first).state == TranscriptState.ISSUED
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    assert standing_of(first).state == TranscriptState.SUPERSEDED
    second = issued(cora, lucia)
    assert standing_of(first).later_transcript == second.number == 2
    assert standing_of(second).state == TranscriptState.ISSUED


def test_another_students_entry_supersedes_nothing(lucia, mei, rosa, cora):
    two_signed(lucia, rosa)
    transcript = issued(cora, lucia)
    signed(logged(mei, rosa))
    assert standing_of(transcript).state == TranscriptState.ISSUED


def test_a_revoked_transcript_says_why_and_is_revoked_once(lucia, rosa, cora):
    two_signed(lucia, rosa)
    transcript = issued(cora, lucia)
    revoke_transcript(actor=cora, transcript=transcript, reason="Wrong student.")
    again = transcript_by_code(transcript.code)
    assert (standing_of(again).state, standing_of(again).reason) == ("revoked", "Wrong student.")
    with pytest.raises(Conflict):
        revoke_transcript(actor=cora, transcript=again, reason="Once more.")


def test_a_revocation_does_not_build_on_an_altered_entry(lucia, rosa, cora):
    two_signed(lucia, rosa)
    transcript = issued(cora, lucia)
    with guards_down():
        payload = bytes(transcript.entry.payload).replace(b'"number":1', b'"number":2')
        change(transcript.entry.seq, payload=payload)
        altered = transcript_by_code(transcript.code)
        with pytest.raises(Refused) as refusal:
            revoke_transcript(actor=cora, transcript=altered, reason="Wrong student.")
        assert [finding.code for finding in refusal.value.findings] == ["entry_unreadable"]
        assert not Revocation.objects.exists()


def test_issuing_and_revoking_are_recorded_for_the_student(lucia, rosa, cora):
    transcript = issued(cora, lucia)
    revoke_transcript(actor=cora, transcript=transcript, reason="Too early.")
    kinds = Disclosure.objects.filter(enrollment=lucia).values_list("kind", flat=True)
    assert sorted(kinds) == ["issued", "revoked"]


def test_only_the_coordinator_issues_and_never_for_herself(lucia, rosa, cora):
    for actor in (rosa.user, lucia.student, OfficeRoleFactory(role="auditor").user):
        with pytest.raises(NotAllowed):
            issue_transcript(actor=actor, enrollment=lucia)
    OfficeRoleFactory(user=lucia.student)
    lucia.student.refresh_from_db()
    with pytest.raises(NotAllowed):
        issue_transcript(actor=lucia.student, enrollment=lucia)


def test_transfer_hours_are_posted_signed_and_kept_separate(lucia, cora):
    entry = credited(cora, lucia)
    balance = Balance.objects.get(enrollment=lucia)
    assert (balance.minutes, balance.paper_minutes, balance.clients) == (600, 600, 4)
    said = json.loads(bytes(entry.log_entry.payload))
    assert said["kind"] == "transfer"
    assert CommittedText.objects.get(pk=said["document"]).proved == entry.document
    assert said["enrollment"] == str(lucia.public_id)
    assert audit_ledger().is_ok


def test_transfer_hours_are_taken_back_once_with_a_reason(lucia, cora):
    entry = credited(cora, lucia, kind="opening")
    how = {"statement": reversal_statement("en"), "authentication": fresh(), "now": NOW}
    reverse_credit(actor=cora, entry=entry, reason="Counted twice.", **how)
    balance = Balance.objects.get(enrollment=lucia)
    assert (balance.minutes, balance.paper_minutes, balance.clients) == (0, 0, 0)
    with pytest.raises(Conflict):
        reverse_credit(actor=cora, entry=entry, reason="Again.", **how)
    assert audit_ledger().is_ok


@pytest.mark.parametrize("changed", [{"minutes": 0}, {"kind": "sign_off"}])
def test_an_invalid_credit_is_refused(lucia, cora, changed):
    with pytest.raises(NotAllowed):
        credited(cora, lucia, **changed)
    assert not HourEntry.objects.exists()


def test_an_instructor_cannot_post_transfer_hours(lucia, rosa):
    with pytest.raises(NotAllowed):
        credited(rosa.user, lucia)
