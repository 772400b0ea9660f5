"""A transcript of any length is read in a constant number of queries: docs/performance.md, row 15."""

import pytest

from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory, SupervisorFactory, signed
from tests.performance.clinic_hours.test_writing import waiting
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [10, 2000])
def test_reading_a_transcript_takes_five_queries(count):
    rosa, cora = SupervisorFactory(), OfficeRoleFactory().user
    sessions = waiting(rosa, count)
    for start in range(0, count, 500):
        signed(*sessions[start : start + 500], actor=rosa.user)
    transcript = issue_transcript(actor=cora, enrollment=sessions[0].enrollment)
    transcript = Transcript.objects.select_related("checkpoint").get(pk=transcript.pk)
    with queries() as asked:
        document = document_of(transcript)
        transcript_pdf(document, "en")
    assert len(document.entries) == count // 10 + 3  # the enrollment, its set and a license
    assert len(asked) <= 5, asked


def test_issuing_a_transcript_takes_as_many_queries_for_a_long_record_as_for_none():
    cora, rosa = OfficeRoleFactory().user, SupervisorFactory()
    signed(*waiting(rosa, 20), actor=rosa.user)
    enrollments = [EnrollmentFactory(), rosa.sessions.first().enrollment]
    counts = []
    for enrollment in enrollments:
        with queries() as asked:
            issue_transcript(actor=cora, enrollment=enrollment)
        counts.append(len(asked))
    # It is prepared, made into files, verified like an upload, and recorded with its entry and files.
    assert counts[1] <= counts[0] <= 32
