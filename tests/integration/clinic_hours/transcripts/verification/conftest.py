"""A transcript that was issued."""

import pytest

from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from tests.factories.clinic import NOW


@pytest.fixture
def issued(lucia, cora, three_entries) -> Transcript:
    return issue_transcript(actor=cora, enrollment=lucia, now=NOW)
