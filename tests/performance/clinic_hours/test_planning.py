"""Planning, changing and copying shifts take the same queries for 10 dates as for 100."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.planning.copies import copy_of
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
)
from tests.factories.shifts import NEXT_WEEK, planned, planned_series
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

NEW = reverse("hours:shift_new")
DATES = pytest.mark.parametrize("dates", [10, 100])
# The current number of queries. Adding one should be a decision, not an accident.
PREVIEW_COST, PLAN_COST = 42, 22
CHANGE_PREVIEW_COST, CHANGE_COST = 48, 49
COPY_COST = 7


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cora(db):
    return OfficeRoleFactory().user


@pytest.fixture
def office(client, cora):
    client.force_login(cora)
    return client


def cost(office, address: str, data: dict) -> int:
    with queries() as used:
        response = office.post(address, data)
    assert response.status_code in (200, 303), response.context["form"].errors
    return len(used)


def last_day(dates: int) -> str:
    return (NEXT_WEEK + timedelta(days=dates - 1)).isoformat()


def term(dates: int, lead) -> dict:
    return {
        "site": ClinicSiteFactory().pk,
        "category": "hands-on",
        "lead": lead.pk,
        "places": 6,
        "weekdays": list(range(7)),
        "every_n_weeks": 1,
        "start": "14:00",
        "end": "18:00",
        "first_on": NEXT_WEEK.isoformat(),
        "last_on": last_day(dates),
    }


def confirmed(office, address: str, data: dict) -> dict:
    preview = office.post(address, data).context["preview"]
    return data | {"digest": preview.digest, "apply": "on"}


@DATES
def test_a_preview_and_what_it_plans(office, dates):
    EnrollmentFactory()
    data = term(dates, SupervisorFactory())
    assert cost(office, NEW, data) == PREVIEW_COST
    assert cost(office, NEW, confirmed(office, NEW, data)) == PLAN_COST
    assert Shift.objects.count() == dates


@DATES
def test_a_change_of_booked_shifts(office, cora, dates):
    rosa, lucia = SupervisorFactory(), EnrollmentFactory()
    data = term(dates, rosa)
    days = {"weekdays": tuple(range(7)), "last_on": NEXT_WEEK + timedelta(days=dates - 1)}
    shifts = list(planned_series(cora, rosa, **days).shifts.select_related("site"))
    book(lucia, shifts)
    address = reverse("hours:shift_edit", args=[shifts[0].public_id])
    data |= {"site": shifts[0].site_id, "scope": "following", "start": "15:00"}
    assert cost(office, address, data) == CHANGE_PREVIEW_COST
    assert cost(office, address, confirmed(office, address, data)) == CHANGE_COST
    assert Place.objects.filter(starts_at__hour=15).count() == dates


def book(enrollment, shifts: list[Shift]) -> None:
    """Book all shifts for one student, without the limits of the rules."""
    Place.objects.bulk_create(
        Place(
            shift=shift,
            enrollment=enrollment,
            student_id=enrollment.student_id,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            status="booked",
            source=Place.Source.SELF,
            asked_at=NOW,
        )
        for shift in reversed(shifts)
    )
    Shift.objects.update(taken=1)


@pytest.mark.parametrize("shifts", [1, 7])
def test_the_copy_of_a_week_is_read_in_as_many_queries_for_many_shifts_as_for_few(cora, shifts):
    rosa = SupervisorFactory()
    for number in range(shifts):
        planned(cora, rosa, day=NEXT_WEEK + timedelta(days=number), places=1 + number)
    with queries() as used:
        copy = copy_of(week_of(NEXT_WEEK + timedelta(weeks=1)), None, NOW)
    assert copy.planned == shifts
    assert len(used) == COPY_COST
