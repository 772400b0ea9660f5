"""What students read about their own attendance, and are told."""

import pytest

from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.attendance.services.outcomes import change_outcome
from clinic_hours.notices.models import Notice
from tests.factories.clinic import EnrollmentFactory, published_set
from tests.factories.shifts import at, booked, came_and_left, punched

from .pages import browser_at, page, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def reads(shift, student, clock) -> str:
    with browser_at(shift, student, clock) as client:
        return text_of(client.get(page(shift)))


def test_a_student_reads_since_when_they_are_clocked_in(rosa_is_in, lucia):
    punched(lucia.student, rosa_is_in, "in", "14:02")
    assert "You are clocked in since 2:02 pm." in reads(rosa_is_in, lucia.student, "14:10")
    punched(lucia.student, rosa_is_in, "break", "15:00")
    assert "You are on a break since 3:00 pm." in reads(rosa_is_in, lucia.student, "15:05")


def test_a_student_who_waits_reads_that_their_time_is_kept(shift, lucia, lucias):
    punched(lucia.student, shift, "in", "13:58")
    assert "You clocked in at 1:58 pm and wait to start." in reads(shift, lucia.student, "14:01")


def test_a_student_reads_how_long_they_were_there(rosa_is_in, lucia):
    came_and_left(lucia.student, rosa_is_in, "14:00", "17:30")
    said = reads(rosa_is_in, lucia.student, "18:10")
    assert "You were here 2:00–5:30 pm. See your clock times" in said


def test_a_student_who_forgot_to_clock_out_reads_what_to_do_and_is_told_once(rosa_is_in, lucia):
    punched(lucia.student, rosa_is_in, "in", "14:02")
    for clock in ("21:30", "21:40"):
        lapse_overdue(at(rosa_is_in, clock))
    said = reads(rosa_is_in, lucia.student, "21:50")
    assert "Your clock-out is missing. Ask the instructor to confirm when you left" in said
    kinds = Notice.objects.filter(person=lucia.student).values_list("kind", flat=True)
    assert list(kinds).count("clock_out_missing") == 1


def test_an_absent_student_reads_it_and_then_the_excuse(rosa_is_in, lucia, lucias, rosa, cora):
    answers = Answers(absences={lucias.pk: "absent"})
    close_shift(actor=rosa.user, shift=rosa_is_in, answers=answers, now=at(rosa_is_in, "18:00"))
    assert "You were marked absent." in reads(rosa_is_in, lucia.student, "18:05")
    change_outcome(actor=cora, place=lucias, kind="excused", reason="A doctor's note")
    said = reads(rosa_is_in, lucia.student, "18:05")
    assert "Your absence is excused. A doctor's note" in said.replace("&#x27;", "'")


def test_a_student_reads_why_no_session_was_drafted(rosa_is_in):
    capped = EnrollmentFactory(requirement_set=published_set(daily_cap_minutes=240))
    booked(capped, rosa_is_in)
    came_and_left(capped.student, rosa_is_in, "14:00", "18:10")
    said = reads(rosa_is_in, capped.student, "18:15")
    assert "No session was drafted: This is 0.17 h over the daily limit of 4.00 h." in said
