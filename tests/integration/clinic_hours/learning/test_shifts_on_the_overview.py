"""What the student's overview says about shifts."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.services.booking import give_up, take_off
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set, signed
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db
THURSDAY = TODAY + timedelta(days=3)
LONG_BEFORE = NOW - timedelta(days=7)


def overview(browser) -> str:
    return " ".join(browser.get(reverse("hours:home")).content.decode().split())


def test_the_next_shift_is_shown_with_its_instructor(student, lucia, cora, rosa):
    shift = planned(cora, rosa, day=THURSDAY)
    booked(lucia, shift)
    page = overview(student)
    assert "Your next shift" in page
    assert "Thursday, November 19, 2:00–6:00 pm" in strip_tags(page)
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


def test_a_shift_that_is_full_ones_own_later_or_not_needed_does_not_fit(desk_of, cora, rosa):
    under = published_set(
        {"category": "hands-on", "name": "Hands-on sessions", "minutes": 90 * 60},
        {"category": "intake", "name": "Intakes"},  # no hours are missing
        weekly_cap_minutes=None,
    )
    mei, andre = (EnrollmentFactory(requirement_set=under) for _ in range(2))
    Enrollment.objects.filter(pk=mei.pk).update(target_on=TODAY + timedelta(days=30))
    signed(logged(mei, rosa))
    planned(cora, rosa, day=THURSDAY)
    booked(mei, planned(cora, rosa, day=THURSDAY + timedelta(days=1)))
    booked(andre, planned(cora, rosa, day=THURSDAY + timedelta(days=2), places=1))
    planned(cora, rosa, day=TODAY + timedelta(days=7))
    planned(cora, rosa, day=THURSDAY, category="intake", start=time(8), end=time(11))
    assert "1 open shift fits this week." in overview(desk_of(mei.student))


def test_the_next_shift_is_ones_own_and_still_booked(desk_of, lucia, cora, rosa):
    place = booked(lucia, planned(cora, rosa, day=THURSDAY))
    mei = EnrollmentFactory()
    assert "Your next shift" not in overview(desk_of(mei.student))
    assert "Your next shift" in overview(desk_of(lucia.student))
    give_up(actor=lucia.student, place=place, now=NOW)
    assert "Your next shift" not in overview(desk_of(lucia.student))


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


def test_a_place_that_is_offered_comes_first_until_its_time_is_over(
    desk_of, lucia, cora, rosa, site
):
    shift = planned(cora, rosa, day=TODAY + timedelta(days=1), places=1, now=LONG_BEFORE)
    mei = EnrollmentFactory(requirement_set=lucia.requirement_set)
    place = booked(mei, shift, now=LONG_BEFORE)
    booked(lucia, shift, or_wait=True, now=LONG_BEFORE)
    take_off(actor=cora, place=place, reason="Ill", now=NOW)  # past the cut-off
    page = overview(desk_of(lucia.student))
    assert 'data-step="confirm"' in page
    assert "accept by 9:00 pm today." in page
    assert f'href="{reverse("hours:shift", args=[shift.public_id])}"' in page
    assert "Your next shift" not in page
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        assert "A place is offered" not in overview(desk_of(lucia.student))
