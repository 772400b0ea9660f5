"""One student's attendance, as the student, the office and others read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_hours.attendance.services.closing import Answers, close_shift
from tests.factories.clinic import EnrollmentFactory, published_set
from tests.factories.shifts import NEXT_WEEK, at, booked, came_and_left, planned

from .pages import browser_at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(rosa_is_in, rosa, lucia, mei, meis):
    """Lucía was there from 2:17 to 6 pm, Mei was absent."""
    came_and_left(lucia.student, rosa_is_in, "14:17", "18:00")
    answers = Answers(absences={meis.pk: "absent"})
    close_shift(actor=rosa.user, shift=rosa_is_in, answers=answers, now=at(rosa_is_in, "18:05"))
    return rosa_is_in


def page_of(enrollment) -> str:
    return f"/hours/enrollments/{enrollment.public_id}/attendance/"


def reads(shift, reader, enrollment) -> str:
    with browser_at(shift, reader, "19:00") as client:
        return text_of(client.get(page_of(enrollment)))


def test_a_student_reads_their_own_attendance(closed, lucia):
    said = reads(closed, lucia.student, lucia)
    assert "Attended 1 shift Excused 0 shifts Absent 0 shifts" in said
    assert "2:17–6:00 pm 17 min late" in said
    assert "Nobody confirmed the head count of this shift." in said
    assert "Change…" not in said


def test_an_absent_student_reads_it_and_what_to_do(closed, mei):
    said = reads(closed, mei.student, mei)
    assert "Absent 1 shift" in said
    assert "If you had a reason, tell the clinic office." in said


def test_the_office_reads_it_and_can_change_an_absence(closed, cora, lucia, mei):
    assert "Change…" in reads(closed, cora, mei)
    said = reads(closed, cora, lucia)
    assert "No head count" in said
    assert "Change…" not in said


def test_why_there_is_no_session_is_said(rosa_is_in, cora):
    capped = EnrollmentFactory(requirement_set=published_set(daily_cap_minutes=240))
    booked(capped, rosa_is_in)
    came_and_left(capped.student, rosa_is_in, "14:00", "18:10")
    said = reads(rosa_is_in, capped.student, capped)
    assert "No session was drafted: This is 0.17 h over the daily limit of 4.00 h." in said
    assert "No session was drafted: 0.17 h over the daily limit" in reads(rosa_is_in, cora, capped)


def test_nobody_reads_it_of_another_student(closed, lucia, mei):
    with browser_at(closed, lucia.student, "19:00") as client:
        assert client.get(page_of(mei)).status_code == 404


def test_a_shift_ahead_is_not_listed(shift, lucia, lucias):
    with browser_at(shift, lucia.student, "10:00") as client:
        assert "No shifts yet" in text_of(client.get(page_of(lucia)))


def test_it_takes_the_same_queries_for_any_number_of_shifts(closed, cora, rosa, lucia):
    def queries() -> int:
        with browser_at(closed, cora, "19:00") as client:
            client.get(page_of(lucia))
            with CaptureQueriesContext(connection) as taken:
                client.get(page_of(lucia))
        return len(taken)

    few = queries()
    for hour in (8, 10):
        start = closed.local_starts_at.time().replace(hour=hour)
        more = planned(cora, rosa, day=NEXT_WEEK, start=start, end=start.replace(hour=hour + 1))
        booked(lucia, more)
    assert queries() == few
