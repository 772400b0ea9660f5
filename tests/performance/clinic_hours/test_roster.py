"""The roster and the pages on which students book take the same queries for 20 shifts as for 2,000."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from clinic_hours.shifts.models import Shift
from tests.databases import rolled_back
from tests.factories.clinic import NOW, EnrollmentFactory, OfficeRoleFactory, SupervisorFactory
from tests.factories.shifts import booked

from .school import cost
from .timetable import timetable

ROSTER = reverse("hours:roster")
# The current number of queries. Adding one should be a decision, not an accident.
WEEK_COST, PANEL_COST, MONTH_COST, LIST_COST = 10, 20, 10, 9
BOOKING_COST, SHIFT_COST, STAFF_COST = 24, 28, 15


@pytest.fixture(scope="module", params=[1, 100], ids=["20 shifts", "2000 shifts"])
def made(request, django_db_setup, django_db_blocker) -> Iterator[tuple[Client, str]]:
    """The coordinator's browser, and the first shift of that many days."""
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), rolled_back():
        cora, browser = OfficeRoleFactory().user, Client()
        first = timetable(cora, SupervisorFactory(), request.param)[0]
        browser.force_login(cora)
        yield browser, str(first.public_id)


def test_the_week_reads_five_weeks_in_the_same_queries(made, db):
    browser, _shift = made
    assert cost(browser, ROSTER) == WEEK_COST


def test_the_panel_adds_the_same_queries_for_any_number_of_shifts(made, db):
    browser, shift = made
    assert cost(browser, f"{ROSTER}?shift={shift}") == PANEL_COST


def test_the_month_takes_the_same_queries_for_any_number_of_shifts(made, db):
    browser, _shift = made
    assert cost(browser, f"{ROSTER}?view=month&week=2026-W48") == MONTH_COST


def test_the_list_takes_the_same_queries_for_any_number_of_shifts(made, db):
    browser, _shift = made
    assert cost(browser, f"{ROSTER}?view=list") == LIST_COST


@pytest.fixture
def student(made, db) -> Client:
    """The browser of a student who waits for the first shift."""
    _office, shift = made
    enrollment, browser = EnrollmentFactory(), Client()
    booked(enrollment, Shift.objects.get(public_id=shift), or_wait=True)
    browser.force_login(enrollment.student)
    return browser


def test_booking_takes_the_same_queries_for_any_number_of_shifts(student):
    with time_machine.travel(NOW, tick=False):
        assert cost(student, reverse("hours:shift_book")) == BOOKING_COST


def test_a_shifts_page_takes_the_same_queries_for_any_number_of_shifts(made, student):
    office, shift = made
    address = reverse("hours:shift", args=[shift])
    assert (cost(student, address), cost(office, address)) == (SHIFT_COST, STAFF_COST)
