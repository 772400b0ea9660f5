"""If two offices issue, or one revokes while a board looks, every answer is one that was true."""

from functools import partial

import pytest
from django.test import Client

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.domain.transcripts import TranscriptState
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.standings import standing_of
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import NOW, EnrollmentFactory, OfficeRoleFactory, logged, signed
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


@pytest.fixture
def offices(site):
    return [office.user for office in OfficeRoleFactory.create_batch(2)]


def issuing(actor, enrollment, after: int | None = 0):
    return partial(issue_transcript, actor=actor, enrollment=enrollment, after=after, now=NOW)


def numbers() -> list[int]:
    return list(Transcript.objects.order_by("number").values_list("number", flat=True))


def assert_the_record_holds() -> None:
    report = audit_ledger()
    assert report.is_ok, str(report.damage)


def test_two_offices_issue_one_transcript_of_a_student(offices):
    for enrollment in EnrollmentFactory.create_batch(ROUNDS):
        outcomes = race(*(issuing(office, enrollment) for office in offices))
        assert surprises(outcomes, Conflict) == []
        assert len(winners(outcomes)) == 1
    assert numbers() == list(range(1, ROUNDS + 1))
    assert_the_record_holds()


def test_two_offices_issue_for_two_students_at_once(offices):
    for enrollments in zip(*[iter(EnrollmentFactory.create_batch(2 * ROUNDS))] * 2, strict=True):
        outcomes = race(*map(issuing, offices, enrollments))
        assert surprises(outcomes) == []
    assert numbers() == list(range(1, 2 * ROUNDS + 1))
    assert_the_record_holds()


def test_hours_signed_while_a_transcript_is_issued_are_on_it_or_supersede_it(offices, rosa):
    for enrollment in EnrollmentFactory.create_batch(ROUNDS):
        session = logged(enrollment, rosa)
        outcomes = race(issuing(offices[0], enrollment), partial(signed, session))
        assert surprises(outcomes) == []
        transcript = Transcript.objects.get(enrollment=enrollment)
        (hours,) = HourEntry.objects.filter(enrollment=enrollment)
        is_on_it = hours.pk in {line.seq for line in document_of(transcript).lines}
        later = {True: TranscriptState.ISSUED, False: TranscriptState.SUPERSEDED}
        assert standing_of(transcript).state == later[is_on_it]
    assert_the_record_holds()


def test_a_page_opened_during_a_revocation_says_valid_or_revoked_and_nothing_else(offices):
    for enrollment in EnrollmentFactory.create_batch(ROUNDS):
        transcript = issuing(offices[0], enrollment)()
        address = f"/verify/{transcript.code}/"
        revoke = partial(revoke_transcript, actor=offices[1], transcript=transcript, reason="No.")
        revoked, *opened = race(revoke, *[partial(Client().get, address)] * 2)
        assert surprises([revoked, *opened]) == []
        for answer in opened:
            text = answer.value.content.decode()
            assert answer.value.status_code == 200
            assert ("Valid" in text) != ("Revoked" in text)
        assert "Revoked" in Client().get(address).content.decode()
