"""The office's pages cost the same for few students and many: docs/performance.md, rows 9 and 17."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
)
from tests.factories.shifts import booked, planned

from .school import cost, school

pytestmark = pytest.mark.django_db

STUDENTS = reverse("hours:student_list")
TODAY, WAITING = reverse("hours:today"), reverse("hours:waiting")
# The current number of queries. Adding one should be a decision, not an accident.
STUDENTS_COST, TODAY_COST, WAITING_COST = 13, 31, 11
STUDENTS_AT_MOST = 15
RAW, GZIPPED = 60_000, 10_000
LONG_AGO = NOW - timedelta(days=6)


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rosa(db):
    return SupervisorFactory(user__display_name="Rosalind Castellanos-Echeverría")


@pytest.fixture
def office(client):
    client.force_login(OfficeRoleFactory().user)
    return client


@pytest.mark.parametrize("sessions", [50, 2000])
def test_listing_fifty_students_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, STUDENTS) == STUDENTS_COST


@pytest.mark.parametrize("sessions", [1, 60])
def test_searching_students_takes_as_many_queries_as_listing_them(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, f"{STUDENTS}?name=ferrer+lucia") == STUDENTS_COST


@pytest.mark.parametrize("sort", ["student", "-hours", "finish", "-waiting"])
def test_sorting_students_takes_as_many_queries_as_listing_them(office, rosa, sort):
    school(rosa, 60)
    assert cost(office, f"{STUDENTS}?sort={sort}&risk=far-behind") == STUDENTS_COST


@pytest.mark.parametrize("sessions", [100, 2000])
def test_what_needs_doing_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, TODAY) == TODAY_COST


def test_what_needs_doing_takes_the_same_queries_for_few_students_and_many(office, rosa):
    logged(EnrollmentFactory(), rosa, now=LONG_AGO, day=LONG_AGO.date())
    assert cost(office, TODAY) == TODAY_COST


@pytest.mark.parametrize("sessions", [60, 2000])
def test_what_waits_where_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, f"{WAITING}?instructor={rosa.pk}") == WAITING_COST


def test_listing_one_student_takes_as_many_queries_as_fifty(office, rosa):
    logged(EnrollmentFactory(), rosa)
    assert cost(office, STUDENTS) == STUDENTS_COST <= STUDENTS_AT_MOST


def test_fifty_students_with_bookings_take_no_more_queries(office, rosa):
    """The finish as booked is worked out for those on the page."""
    school(rosa, 60)
    cora, counts = OfficeRoleFactory().user, []
    shifts = [
        planned(cora, rosa, day=(NOW + timedelta(days=days)).date(), places=50)
        for days in range(2, 7)
    ]
    students = list(Enrollment.objects.order_by("pk"))
    for part in (students[:2], students[2:]):
        for each in part:
            for shift in shifts:
                booked(each, shift)
        counts.append(cost(office, STUDENTS))
    assert counts[0] == counts[1] <= STUDENTS_AT_MOST


def test_listing_an_instructors_own_students_takes_no_more_queries(client, rosa):
    school(rosa, 500)
    client.force_login(rosa.user)
    assert cost(client, STUDENTS) <= STUDENTS_AT_MOST


@pytest.mark.parametrize("name", ["student_list", "waiting", "people"])
def test_a_page_with_fifty_rows_is_light(office, rosa, name):
    school(rosa, 60)
    page = office.get(reverse(f"hours:{name}"), {"instructor": rosa.pk})
    assert page.text.count("<tr") >= 51
    assert len(page.content) <= RAW
    assert len(gzip.compress(page.content)) <= GZIPPED
