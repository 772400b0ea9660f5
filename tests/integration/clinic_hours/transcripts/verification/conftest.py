"""A transcript that was issued."""

from collections.abc import Iterator

import pytest

from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from tests.databases import rolled_back
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)


@pytest.fixture
def issued(lucia, cora, three_entries) -> Transcript:
    return issue_transcript(actor=cora, enrollment=lucia, now=NOW)


@pytest.fixture(scope="module")
def issued_once(django_db_setup, django_db_blocker) -> Iterator[Transcript]:
    """A transcript of three hours for a whole module: issuing it takes longer than most tests."""
    with django_db_blocker.unblock(), rolled_back():
        lucia, rosa = EnrollmentFactory(student__display_name="Lucía Ferrer"), SupervisorFactory()
        hours = (("08:00", "09:00"), ("09:00", "10:00"), ("10:00", "11:00"))
        signed(*(logged(lucia, rosa, start=start, end=end, clients=1) for start, end in hours))
        cora = OfficeRoleFactory().user
        yield issue_transcript(actor=cora, enrollment=lucia, now=NOW)
