"""The last date of attendance: on the student's page, in the list and its file, and on Today."""

import csv
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_hours.attendance.selectors.office.last_dates import last_date_of, last_dates
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, credited, logged, signed
from tests.factories.shifts import booked, came_and_left, planned, punched
from tests.integration.clinic_hours.office.today.page import matter, said

pytestmark = pytest.mark.django_db
LIST = reverse("hours:student_list")
AWAY = {"risk": "not-attended"}


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


def worked(enrollment, rosa, days_ago: int):
    """A session signed on its day."""
    ago = timedelta(days=days_ago)
    return signed(logged(enrollment, rosa, day=TODAY - ago, now=NOW - ago))


def on_shift(enrollment, cora, rosa, days_ago: int):
    """Somebody was there from 2 to 6 pm, and nothing is signed yet."""
    day = TODAY - timedelta(days=days_ago)
    before = NOW - timedelta(days=days_ago + 7)
    shift = planned(cora, rosa, day=day, now=before)
    booked(enrollment, shift, now=before)
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(enrollment.student, shift, "14:00", "17:59")
    return shift


def test_it_is_the_day_of_the_last_shift_or_signed_session(lucia, cora, rosa):
    assert last_date_of(lucia) is None
    worked(lucia, rosa, 20)
    assert last_date_of(lucia) == TODAY - timedelta(days=20)
    logged(lucia, rosa)  # waits
    assert last_date_of(lucia) == TODAY - timedelta(days=20)


def test_being_there_on_a_shift_is_attendance_before_anything_is_signed(lucia, cora, rosa):
    worked(lucia, rosa, 20)
    shift = on_shift(lucia, cora, rosa, 3)
    assert last_date_of(lucia) == shift.local_date


def test_a_booked_place_and_hours_from_documents_are_no_attendance(lucia, mei, cora, rosa):
    before = NOW - timedelta(days=9)
    shift = planned(cora, rosa, day=TODAY - timedelta(days=2), now=before)
    booked(lucia, shift, now=before)
    credited(cora, mei)
    assert last_dates(Enrollment.objects.all()) == {}


def test_a_session_that_was_voided_is_no_attendance(lucia, rosa):
    worked(lucia, rosa, 20)
    ClinicSession.objects.update(status="voided")
    assert last_date_of(lucia) is None


def test_the_students_page_says_it(office, student, lucia, rosa):
    address = reverse("hours:enrollment", args=[lucia.public_id])
    assert "<dt>Last attended</dt><dd>Not yet</dd>" in office.get(address).text
    worked(lucia, rosa, 20)
    for reader in (office, student):
        assert "<dt>Last attended</dt><dd>Oct 27, 2026</dd>" in reader.get(address).text
        assert "Oct 27, 2026" in reader.get(f"{address}attendance/").text


def test_from_the_day_of_the_limit_on_the_student_is_on_today(office, lucia, rosa):
    worked(lucia, rosa, 13)
    assert not said(office, "has not attended")
    ClinicSession.objects.update(local_date=TODAY - timedelta(days=14))
    row = matter(office, "Lucía Ferrer has not attended for 14 days")
    assert "Last here" in row
    assert reverse("hours:enrollment", args=[lucia.public_id]) in row
    assert "Lucía Ferrer" in office.get(LIST, AWAY).text
    Enrollment.objects.update(status="on_leave")
    assert not said(office, "has not attended")
    assert "Lucía Ferrer" not in office.get(LIST, AWAY).text


def test_several_are_one_row_that_leads_to_the_list(office, lucia, mei, rosa):
    worked(lucia, rosa, 20)
    worked(mei, rosa, 30)
    worked(EnrollmentFactory(student__display_name="Ana Silva"), rosa, 1)
    row = matter(office, "2 students have not attended for 14 days")
    assert "Mei Tanaka, Lucía Ferrer. The longest since" in row
    assert 'href="/hours/students/?risk=not-attended"' in row
    page = office.get(LIST, AWAY).text
    assert "last here Oct 27" in page
    assert "Ana Silva" not in page


def test_the_file_has_everyones_last_date(office, lucia, mei, rosa):
    worked(lucia, rosa, 20)
    text = b"".join(office.get(reverse("hours:students_file"))).decode("utf-8-sig")
    lasts = {row["student"]: row["last_attended"] for row in csv.DictReader(text.splitlines())}
    assert lasts == {"Lucía Ferrer": "2026-10-27", "Mei Tanaka": ""}


def test_instructors_are_not_told_who_stays_away(desk_of, lucia, rosa):
    worked(lucia, rosa, 20)
    page = desk_of(rosa.user).get(LIST, AWAY).text
    assert "Not here for" not in page
    assert "Lucía Ferrer" in page


def test_one_query_reads_them_for_any_number_of_students(lucia, mei, rosa):
    worked(lucia, rosa, 20)
    worked(mei, rosa, 15)
    with CaptureQueriesContext(connection) as taken:
        assert len(last_dates(Enrollment.objects.all())) == 2
    assert len(taken) == 1
