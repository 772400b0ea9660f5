"""What the page shows on which a student books."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.services.booking import give_up
from tests.factories.clinic import NOW, EnrollmentFactory, logged
from tests.factories.shifts import NEXT_WEEK, booked, planned

from .student_pages import PAGE, on_leave, send, status, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1)


def test_an_open_shift_says_when_where_who_and_how_many_places_are_left(student, shift):
    page = words(student.get(PAGE))
    assert "This week: 0 of 30 h worked or booked." in page
    assert "Monday, November 23" in page
    assert "2:00–6:00 pm" in page
    assert f"{shift.site} · Rosa Castellanos" in page
    assert "Hands-on sessions, 4 h" in page
    assert "1 place left" in page


def test_hours_booked_and_logged_this_week_are_in_the_sentence(student, lucia, rosa, cora):
    logged(lucia, rosa, start="08:00", end="11:30", break_minutes=0)
    booked(lucia, planned(cora, rosa, day=NEXT_WEEK - timedelta(days=4)))
    assert "This week: 7.5 of 30 h worked or booked." in words(student.get(PAGE))


def test_the_page_says_what_is_missing_without_what_waits_for_a_signature(student, lucia, rosa):
    logged(lucia, rosa, start="08:00", end="11:30", break_minutes=0)
    assert "You still need <b>86.5 h hands-on sessions</b>." in words(student.get(PAGE))


def test_a_student_waits_with_a_number_and_knows_what_happens(student, shift, lucia, mei):
    booked(mei, shift)
    assert send(student, "book", shift, wait="on").status_code == 303
    page = words(student.get(PAGE))
    assert 'number <span data-testid="queue-number">1</span> on the waiting list' in page
    assert "If a place opens before Sun, Nov 22, 2:00 pm, it" in page
    assert status(shift, lucia) == PlaceState.WAITING


def test_the_number_goes_down_when_someone_in_front_leaves(student, shift, lucia, mei, site):
    booked(mei, shift)
    first = booked(EnrollmentFactory(), shift, or_wait=True)
    booked(lucia, shift, or_wait=True)
    give_up(actor=first.student, place=first, now=NOW)
    assert student.get(PAGE).context["own"][0].place.position == 1


def test_someone_passed_over_sees_why(student, shift, lucia, mei):
    place = booked(mei, shift)
    booked(lucia, shift, or_wait=True)
    Enrollment.objects.filter(pk=lucia.pk).update(status=Enrollment.Status.ON_LEAVE)
    give_up(actor=mei.student, place=place, now=NOW)
    page = words(student.get(PAGE))
    assert "You were passed over:" in page
    assert "Your enrollment isn&#x27;t active right now." in page


def test_a_shift_over_the_daily_limit_is_shown_with_the_figures(student, cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    planned(cora, rosa, start=time(19), end=time(22))
    page = words(student.get(PAGE))
    assert "it would be 7 h that day. The limit is 6 h." in page
    assert "Join waiting list" not in page


def test_shifts_that_do_not_count_are_one_click_away(student, cora, rosa, site):
    planned(cora, rosa, category="needling")
    response = student.get(PAGE)
    assert (response.context["counting"], response.context["every"]) == (0, 1)
    assert "None of the open shifts in these two weeks count" in words(response)
    assert "This shift counts for another program." in words(student.get(f"{PAGE}?show=all"))


def test_two_weeks_are_shown_at_a_time(student, cora, rosa, site):
    planned(cora, rosa, day=NEXT_WEEK + timedelta(weeks=1))
    first = student.get(PAGE)
    assert (first.context["days"], first.context["earlier_url"]) == ([], "")
    later = student.get(first.context["later_url"])
    assert [day.heading for day in later.context["days"]] == ["Monday, November 30"]
    assert later.context["later_url"] == ""
    assert later.context["earlier_url"] == f"{PAGE}#open"


@pytest.mark.parametrize("query", ["week=x", "week=2020-W01", "show=x"])
def test_an_address_that_cannot_be_read_shows_these_weeks(student, shift, query):
    assert [day.heading for day in student.get(f"{PAGE}?{query}").context["days"]] == [
        "Monday, November 23"
    ]


def test_a_student_on_leave_has_no_link_to_shifts(student, lucia, shift):
    assert f'href="{PAGE}"' in words(student.get(reverse("hours:session_list")))
    on_leave(lucia, shift)
    assert f'href="{PAGE}"' not in words(student.get(reverse("hours:session_list")))
