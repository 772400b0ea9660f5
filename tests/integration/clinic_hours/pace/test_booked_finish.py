"""When students finish with what is booked: the same on their desk, their record and the list of students."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.pace.selectors.booked import OnPace, finishes_with_places
from clinic_hours.pace.selectors.standings import standings_of
from clinic_hours.people.models import Enrollment
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
THURSDAY, FRIDAY = TODAY + 3 * DAY, TODAY + 4 * DAY
STUDENTS = reverse("hours:student_list")


def enrolled(hours: int, **more) -> Enrollment:
    under = published_set({"category": "hands-on", "name": "Sessions", "minutes": hours * 60})
    return EnrollmentFactory(requirement_set=under, **more)


@pytest.fixture
def mei(site):
    """Seven hours to go."""
    return enrolled(7, student__display_name="Mei Tanaka")


@pytest.fixture
def shifts(cora, rosa, site):
    """Four hours on Thursday and on Friday."""
    return [planned(cora, rosa, day=day) for day in (THURSDAY, FRIDAY)]


@pytest.fixture
def with_bookings(mei, shifts):
    for shift in shifts:
        booked(mei, shift)
    return mei


def record(browser, enrollment) -> str:
    return browser.get(reverse("hours:enrollment", args=[enrollment.public_id])).text


def finishes() -> dict[int, object]:
    standings = standings_of(Enrollment.objects.order_by("pk"), TODAY)
    on_pace = [OnPace(each.enrollment, each.progress, each.pace) for each in standings]
    return finishes_with_places(on_pace, NOW, TODAY)


def test_the_record_says_so_as_the_students_desk_does(desk_of, with_bookings, cora):
    own = desk_of(with_bookings.student).get(reverse("hours:home")).text
    assert "With your bookings, you finish November 20." in own
    page = record(desk_of(cora), with_bookings)
    assert "With the shifts booked, the finish date is November 20." in page


def test_the_list_has_it_below_the_target(desk_of, with_bookings, cora):
    assert "<small>finish Nov 20</small>" in desk_of(cora).get(STUDENTS).text


def test_who_does_not_see_all_places_is_not_told(desk_of, with_bookings, rosa):
    logged(with_bookings, rosa, day=TODAY - DAY, now=NOW - DAY)
    instructor = desk_of(rosa.user)
    assert "shifts booked" not in record(instructor, with_bookings)
    page = instructor.get(STUDENTS).text
    assert "Mei Tanaka" in page
    assert "as booked" not in page


def test_bookings_that_change_nothing_are_not_mentioned(desk_of, mei, shifts, cora):
    booked(mei, shifts[0])
    assert finishes() == {}
    assert "shifts booked" not in record(desk_of(cora), mei)


def test_a_place_of_which_a_session_was_logged_counts_once(cora, rosa, site):
    five, early = enrolled(5), NOW - 3 * DAY
    now_on = planned(cora, rosa, day=TODAY, start=time(16), end=time(20), now=early)
    booked(five, now_on, now=early)
    booked(five, planned(cora, rosa, day=THURSDAY))
    assert finishes() == {five.pk: THURSDAY}
    logged(five, rosa, start="16:00", end="18:00")  # three hours are left
    assert finishes() == {five.pk: THURSDAY}


def test_nobody_on_leave_finishes_with_bookings(with_bookings):
    Enrollment.objects.filter(pk=with_bookings.pk).update(status="on_leave")
    assert finishes() == {}


def test_many_take_as_many_queries_as_one(with_bookings, shifts, django_assert_num_queries):
    standings = standings_of(Enrollment.objects.all(), TODAY)
    with django_assert_num_queries(3):
        finishes_with_places(
            [OnPace(each.enrollment, each.progress, each.pace) for each in standings], NOW, TODAY
        )
    for _number in range(3):
        other = enrolled(7)
        for shift in shifts:
            booked(other, shift)
    standings = standings_of(Enrollment.objects.all(), TODAY)
    with django_assert_num_queries(3):
        found = finishes_with_places(
            [OnPace(each.enrollment, each.progress, each.pace) for each in standings], NOW, TODAY
        )
    assert set(found.values()) == {FRIDAY}
    assert len(found) == 4
