"""A session that is logged late says why. Its instructor sees the reason, and it stays on the record."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, SessionEvent

pytestmark = pytest.mark.django_db
REASON = "I had no signal at the clinic."
ASKED = "This session was 6 days ago. Say why it is logged late."


@pytest.fixture
def late(typed):
    return typed | {"date": "2026-11-10"}


def test_a_late_session_is_not_sent_without_its_reason(log, late):
    answer = log(late)
    assert answer.status_code == 422
    assert ASKED in answer.text
    assert 'name="late_reason"' in answer.text
    assert not ClinicSession.objects.exists()


@pytest.mark.parametrize("blank", ["   ", "\u00a0", "\u200b", "\u200b \u2060"])
def test_a_reason_that_nobody_can_see_is_none(log, late, blank):
    assert ASKED in log(late | {"late_reason": blank}).text
    assert not ClinicSession.objects.exists()


def test_the_instructor_reads_the_reason(log, late, instructor):
    session = log(late | {"late_reason": REASON}).url
    page = instructor.get(session).text
    assert REASON in page
    assert "Why it was logged late" in page


def test_a_draft_is_saved_without_a_reason_and_asked_when_it_is_sent(log, late, student):
    draft = log(late | {"action": "save"}).url
    refused = student.post(f"{draft}submit/", {"version": "1"})
    assert refused.status_code == 422
    assert ASKED in refused.text
    sent = student.post(f"{draft}submit/", {"version": "1", "late_reason": REASON})
    assert sent.status_code == 303
    assert REASON in student.get(draft).text


def test_a_reason_given_once_is_not_asked_again(log, late, student):
    session = log(late | {"late_reason": REASON}).url
    student.post(f"{session}take-back/", {"version": "1"})
    again = student.post(f"{session}edit/", late | {"version": "2", "end": "17:00"})
    assert again.status_code == 303
    assert ClinicSession.objects.get().minutes == 180


def test_a_reason_that_may_name_a_client_is_asked_about(log, late):
    answer = log(late | {"late_reason": "Mrs. Alvarez came late."})
    assert answer.status_code == 422
    assert 'name="names_no_client"' in answer.text


def test_a_late_session_that_is_refused_anyway_is_not_asked_about(log, late):
    answer = log(late | {"start": "08:00", "end": "16:00"})
    assert answer.status_code == 422
    assert "You have 6.00 h left that day" in answer.text
    assert ASKED not in answer.text


def test_in_time_no_reason_is_asked_and_none_is_kept(log, typed):
    assert log(typed | {"late_reason": REASON}).status_code == 303
    assert [event.texts for event in SessionEvent.objects.all()] == [{}, {}]


def test_while_typing_the_field_appears_when_the_session_is_late(student, late):
    check = reverse("hours:session_new_check")
    page = student.post(check, late)
    assert [finding.code for finding in page.context["found"]] == ["late_reason_missing"]
    assert 'name="late_reason"' in page.text
    answered = student.post(check, late | {"late_reason": REASON})
    assert [finding.code for finding in answered.context["found"]] == ["late_entry"]
    assert REASON in answered.text
    assert 'name="late_reason"' not in student.post(check, late | {"date": "2026-11-15"}).text


def test_someone_who_enters_a_session_for_the_student_gives_only_their_own_reason(
    desk_of, cora, lucia
):
    page = desk_of(cora).get(reverse("hours:session_enter", args=[lucia.public_id])).text
    assert 'name="reason"' in page
    assert 'name="late_reason"' not in page
