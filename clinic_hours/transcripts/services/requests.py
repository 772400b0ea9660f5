"""Students ask for transcripts, and the office answers by issuing one."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.transcripts.domain.deadlines import due_day
from clinic_hours.transcripts.models import Transcript, TranscriptRequest
from clinic_hours.transcripts.policies import can_ask_for_transcript
from clinic_hours.transcripts.selectors.requests import days_to_issue, open_request_of
from home.core.models.actors import Person
from home.core.school_time import at_school

ASKED, ISSUED = "transcript_asked", "transcript_issued"


@recorded
def ask_for_transcript(
    *, actor: Person, enrollment: Enrollment, now: datetime | None = None
) -> TranscriptRequest:
    """Ask the office for a transcript, with a day by which it is due, and tell the coordinators.

    A second request returns the open one. Raises NotAllowed for anyone but the student.
    """
    if not can_ask_for_transcript(actor, enrollment):
        raise NotAllowed("not_your_record")
    now = now or timezone.now()
    lock_enrollment_row(enrollment.pk)
    if request := open_request_of(enrollment):
        return request
    policy, board = days_to_issue(enrollment)
    due_on = due_day(at_school(now).date(), policy_days=policy, board_days=board)
    request = TranscriptRequest.objects.create(enrollment=enrollment, asked_at=now, due_on=due_on)
    tell(news_of_request(request, actor), now, by=actor)
    return request


def news_of_request(request: TranscriptRequest, student: Person) -> Iterator[News]:
    """Yield the news for each coordinator."""
    path = reverse("hours:transcripts", args=[request.enrollment.public_id])
    facts = {"student": str(student), "due_on": request.due_on.isoformat()}
    for person in coordinators():
        yield News(ASKED, person, path, str(request.pk), facts)


def answer_request(transcript: Transcript, enrollment: Enrollment) -> None:
    """Answer the student's open request with a transcript, and tell the student that it was issued.

    Call in the transaction that issues it.
    """
    asked = TranscriptRequest.objects.filter(enrollment=enrollment, transcript=None)
    asked.update(transcript=transcript)
    path = reverse("hours:transcripts", args=[enrollment.public_id])
    number = transcript.number
    news = News(ISSUED, enrollment.student_id, path, str(number), {"number": number})
    tell([news], transcript.issued_at)
