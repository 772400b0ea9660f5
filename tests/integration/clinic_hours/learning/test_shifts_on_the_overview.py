"""What the student's overview says about shifts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set, signed
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db
THURSDAY = TODAY + timedelta(days=3)


def overview(browser) -> str:
    return " ".join(browser.get(reverse("hours:home")).content.decode().split())


def test_the_next_shift_is_shown_with_its_instructor(student, lucia, cora, rosa):
    shift = planned(cora, rosa, day=THURSDAY)
    booked(lucia, shift)
    page = overview(student)
    assert "Your next shift" in page
    assert "Thursday, November 19, 2:00–6:00 pm" in page
    assert "Rosa Castellanos · Hands-on sessions, 4 h" in page
    assert reverse("hours:shift", args=[shift.public_id]) in page


def test_this_week_counts_what_is_booked(student, lucia, cora, rosa):
    logged(lucia, rosa)
    booked(lucia, planned(cora, rosa, day=THURSDAY))
    page = overview(student)
    assert "<b>7</b> of 30 h" in page
    assert "3 h Monday, 4 h booked Thursday." in page


def test_bookings_say_when_they_finish(desk_of, cora, rosa, site):
    under = published_set({"category": "hands-on", "name": "Sessions", "minutes": 7 * 60})
    mei = EnrollmentFactory(requirement_set=under)
    booked(mei, planned(cora, rosa, day=THURSDAY))
    assert "With your bookings" not in overview(desk_of(mei.student))
    booked(mei, planned(cora, rosa, day=THURSDAY + timedelta(days=1)))
    assert "With your bookings, you finish November 20." in overview(desk_of(mei.student))


def test_a_session_logged_in_a_booked_shift_counts_once(student, lucia, cora, rosa):
    early = NOW - timedelta(days=3)
    shift = planned(cora, rosa, day=TODAY, now=early)
    booked(lucia, shift, now=early)
    logged(lucia, rosa, start="14:00", end="17:00")
    assert "<b>3</b> of 30 h" in overview(student)


def test_someone_behind_is_told_how_many_open_shifts_fit(student, lucia, cora, rosa):
    Enrollment.objects.filter(pk=lucia.pk).update(target_on=TODAY + timedelta(days=30))
    signed(logged(lucia, rosa))
    planned(cora, rosa, day=THURSDAY)
    planned(cora, rosa, day=THURSDAY + timedelta(days=1))
    page = overview(student)
    assert "more hours this week" in page
    assert "2 open shifts fit this week." in page
    assert "See the 2 shifts" in page


def test_a_new_student_books_an_observation_shift_first(desk_of, cora, rosa, site):
    under = published_set({"category": "observation", "name": "Observation", "minutes": 720})
    mei = EnrollmentFactory(requirement_set=under)
    assert "Log your first session" in overview(desk_of(mei.student))
    shift = planned(cora, rosa, category="observation")
    page = overview(desk_of(mei.student))
    assert "Book your first observation shift" in page
    assert reverse("hours:shift_book") in page
    booked(mei, shift)
    assert "Log your first session" in overview(desk_of(mei.student))
