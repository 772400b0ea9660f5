"""A student asks for a transcript, the office sees until when, and issuing one answers it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.notices.models import Notice
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.domain.deadlines import due_day
from clinic_hours.transcripts.models import TranscriptRequest
from clinic_hours.transcripts.selectors.requests import open_requests
from clinic_hours.transcripts.services.requests import ask_for_transcript
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    ProgramRecordFactory,
    published_set,
)
from tests.factories.courses import StandardFactory

pytestmark = pytest.mark.django_db
LIST = reverse("hours:transcript_list")


def asked(enrollment, now=NOW) -> TranscriptRequest:
    return ask_for_transcript(actor=enrollment.student, enrollment=enrollment, now=now)


def told(person) -> list[tuple[str, dict]]:
    return list(Notice.objects.filter(person=person).values_list("kind", "facts"))


@pytest.mark.parametrize(
    ("policy", "board", "day"),
    [(10, None, 26), (10, 30, 26), (14, 10, 26), (2, 10, 18), (0, None, 16)],
)
def test_the_earlier_of_the_schools_policy_and_the_boards_rule_applies(policy, board, day):
    due = due_day(TODAY, policy_days=policy, board_days=board)
    assert due == date(2026, 11, day)


def test_in_texas_a_transcript_is_due_within_ten_days_whatever_the_policy(site, settings):
    settings.TRANSCRIPT_DAYS = 30
    texas = StandardFactory(transcript_days=10)
    there = EnrollmentFactory(
        requirement_set=published_set(program=ProgramRecordFactory(standard=texas))
    )
    assert asked(there).due_on == TODAY + timedelta(days=10)
    elsewhere = EnrollmentFactory()
    assert asked(elsewhere).due_on == TODAY + timedelta(days=30)


def test_every_coordinator_is_told_once_and_a_second_request_is_the_first_one(lucia, cora, otis):
    gone = OfficeRoleFactory(user__is_active=False).user
    first = asked(lucia)
    assert asked(lucia, NOW + timedelta(days=1)) == first
    facts = {"student": "Lucía Ferrer", "due_on": "2026-11-26"}
    assert told(cora) == [("transcript_asked", facts)]
    assert told(otis) == told(gone) == []


def test_the_database_keeps_a_second_open_request_out(lucia):
    request = asked(lucia)
    with pytest.raises(IntegrityError):
        TranscriptRequest.objects.create(enrollment=lucia, asked_at=NOW, due_on=request.due_on)


def test_nobody_asks_for_somebody_else(lucia, mei, cora):
    for person in (mei.student, cora):
        with pytest.raises(NotAllowed):
            ask_for_transcript(actor=person, enrollment=lucia, now=NOW)


def test_the_student_asks_on_the_page_and_the_office_sees_it_with_its_due_date(
    desk_of, lucia, mei, cora
):
    own = reverse("hours:transcripts", args=[lucia.public_id])
    browser, office = desk_of(lucia.student), desk_of(cora)
    assert "Ask for my transcript" in browser.get(own).text
    answer = browser.post(reverse("hours:transcript_request", args=[lucia.public_id]), follow=True)
    assert answer.redirect_chain == [(own, 303)]
    assert "Your transcript is due by November 26." in answer.text
    assert "You asked for a transcript on November 16." in answer.text
    assert "Ask for my transcript" not in answer.text
    assert "Lucía Ferrer asked for a transcript on November 16." in office.get(own).text
    page = office.get(LIST).text
    assert f'href="{own}"' in page and "Nov 26, 2026" in page
    assert '<span class="count">1</span>' in page
    assert str(mei.student) not in page


def test_issuing_answers_the_request_and_tells_the_student(desk_of, lucia, cora):
    request = asked(lucia)
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    request.refresh_from_db()
    assert request.transcript == transcript
    assert not open_requests(cora).exists()
    assert told(lucia.student) == [("transcript_issued", {"number": transcript.number})]
    page = desk_of(cora).get(LIST).text
    assert "No open requests" in page
    assert str(lucia.student) in page.split('aria-labelledby="issued"')[1]
    assert asked(lucia, NOW + timedelta(days=1)) != request


def test_an_overdue_request_says_so(desk_of, lucia, cora):
    asked(lucia, NOW - timedelta(days=12))
    assert "Overdue" in desk_of(cora).get(LIST).text


def test_the_lists_address_leads_a_student_to_their_own_transcripts(student, lucia):
    assert student.get(LIST).url == reverse("hours:transcripts", args=[lucia.public_id])
