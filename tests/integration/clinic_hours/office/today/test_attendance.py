"""Attendance on Today: who is here, who could not clock in, what lacks an end, what nobody has closed."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.attendance.models import ClockRequest
from clinic_hours.attendance.services.asking import answer_request, ask_to_confirm
from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.attendance.services.lapsing import lapse_overdue
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory
from tests.factories.shifts import at, booked, came_and_left, planned, punched
from tests.performance.counting import queries

from .page import matter, said
from .test_shifts import card

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def shift_on(cora, rosa, *students, days_ago=0, start=14, end=18):
    """A shift on which these students have places."""
    before = NOW - days_ago * DAY - WEEK
    day = TODAY - days_ago * DAY
    times = {"start": time(start), "end": time(end)}
    shift = planned(cora, rosa, day=day, now=before, **times)
    for student in students:
        booked(student, shift, now=before)
    return shift


def test_a_shift_that_is_on_says_who_is_here_late_and_expected(office, cora, rosa, lucia, mei):
    shift = shift_on(cora, rosa, lucia, mei, start=17, end=21)
    punched(rosa.user, shift, "in", "17:00")
    punched(lucia.student, shift, "in", "17:02")
    shown = card(office)
    assert "1 here, 1 late" in shown
    assert "Lucía" in shown
    assert "Mei, 60 min late" in shown
    assert f'href="{reverse("hours:shift", args=[shift.public_id])}"' in shown


def test_a_shift_that_is_over_says_how_many_came(office, cora, rosa, lucia, mei):
    shift = shift_on(cora, rosa, lucia, mei, start=13, end=17)
    punched(rosa.user, shift, "in", "13:00")
    came_and_left(lucia.student, shift, "13:00", "16:55")
    assert "1 of 2 came" in card(office)


def test_before_a_shift_opens_its_places_are_shown(office, cora, rosa, lucia):
    shift_on(cora, rosa, lucia, start=20, end=21)
    assert "1 of 6 places taken" in card(office)
    assert "expected" not in card(office)


def test_a_shift_without_clock_times_does_not_say_that_nobody_came(office, cora, rosa, lucia):
    shift_on(cora, rosa, lucia, start=13, end=17)
    assert "came" not in card(office)
    assert "1 of 6 places taken" in card(office)


def test_todays_shifts_take_the_same_queries_for_any_number_of_students(office, cora, rosa, lucia):
    shift = shift_on(cora, rosa, lucia, start=17, end=21)
    few = cost(office)
    for _number in range(3):
        booked(EnrollmentFactory(), shift, now=NOW - WEEK)
    assert cost(office) == few


def cost(office) -> int:
    office.get(reverse("hours:today"))
    with queries() as asked:
        office.get(reverse("hours:today"))
    return len(asked)


def test_who_could_not_clock_in_is_on_today_until_answered(office, cora, rosa, lucia, site):
    shift = shift_on(cora, rosa, lucia, start=17, end=21)
    like = {"site": site, "shift": shift, "person": lucia.student, "reason": "No signal"}
    asked = ask_to_confirm(**like, now=NOW - timedelta(minutes=20))
    row = matter(office, "Lucía Ferrer could not clock in")
    assert "Asked today at 5:40 pm: “No signal”" in row
    assert reverse("hours:shift", args=[shift.public_id]) in row
    answer_request(actor=rosa.user, request=asked, is_confirmed=True, now=NOW)
    assert not said(office, "could not clock in")


def test_a_request_without_a_shift_is_settled_by_the_office_once(office, site):
    asked = ask_to_confirm(site=site, number="P-99999", reason="The tablet is dark", now=NOW)
    row = matter(office, "P-99999 could not clock in")
    page = reverse("hours:clock_requests")
    assert page in row
    assert "The tablet is dark" in office.get(page).text
    address = reverse("hours:clock_request", args=[asked.public_id])
    assert office.post(address, {"answer": "no"}).status_code == 303
    again = office.post(address, {"answer": "no"})
    assert again.status_code == 409
    assert "Someone has answered this meanwhile." in again.text
    assert ClockRequest.objects.get().state == "refused"
    assert not said(office, "could not clock in")


def test_several_requests_are_one_row(office, site, lucia):
    for person, number in ((lucia.student, ""), (None, "P-7"), (None, "P-8")):
        ask_to_confirm(site=site, person=person, number=number, reason="Dark", now=NOW)
    row = matter(office, "3 students could not clock in")
    assert "Lucía Ferrer, P-7, P-8. The first asked today at 6:00 pm." in row


def test_a_missing_clock_out_is_on_today_until_someone_says_when(office, cora, rosa, lucia):
    shift = shift_on(cora, rosa, lucia, days_ago=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    lapse_overdue(at(shift, "21:30"))
    row = matter(office, "1 clock-out is missing")
    address = reverse("hours:punches", args=[shift.public_id, lucia.student.public_id])
    assert f'href="{address}"' in row
    listed = office.get(reverse("hours:absences"), {"what": "no-end"}).text
    assert address in listed
    punch = shift.punches.get(kind="lapse", person=lucia.student)
    typed = {"at": "17:00", "reason": "Saw them leave"}
    corrected = reverse("hours:punch_correct", args=[shift.public_id, punch.uuid])
    assert office.post(corrected, typed).status_code == 303
    assert not said(office, "clock-out is missing")


def test_a_shift_that_nobody_closed_is_on_today_hours_after_its_end(office, cora, rosa, lucia):
    shift = shift_on(cora, rosa, lucia, days_ago=1)
    punched(rosa.user, shift, "in", "14:00")
    row = matter(office, "A shift is not closed")
    assert "Sun, Nov 15, 2:00–6:00 pm" in row
    assert "Rosa Castellanos." in row
    answers = Answers(absences={shift.seats.get().pk: "absent"})
    close_shift(actor=rosa.user, shift=shift, answers=answers, now=at(shift, "18:05"))
    assert not said(office, "not closed")


def test_a_shift_that_has_just_ended_is_the_instructors_matter(office, cora, rosa, lucia):
    shift = shift_on(cora, rosa, lucia, start=13, end=17)
    punched(rosa.user, shift, "in", "13:00")
    assert not said(office, "not closed")


def test_once_a_site_closes_its_shifts_all_later_ones_are_to_be_closed(office, cora, rosa, lucia):
    first = shift_on(cora, rosa, lucia, days_ago=3)
    later = [shift_on(cora, rosa, lucia, days_ago=days) for days in (2, 1)]
    assert not said(office, "not closed")
    answers = Answers(absences={first.seats.get().pk: "absent"})
    close_shift(actor=rosa.user, shift=first, answers=answers, now=at(first, "18:05"))
    row = matter(office, "2 shifts are not closed")
    assert "?what=open" in row
    assert len(later) == 2
