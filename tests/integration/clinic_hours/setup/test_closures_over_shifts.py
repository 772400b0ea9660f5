"""A closure over planned shifts says whom it hits, and cancels them when that is confirmed."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.notices.models import Notice
from clinic_hours.setup.services.closures import add_closure
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Place, Shift
from home.site.models import Closure
from tests.factories.clinic import NOW, ClinicSiteFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

NEW = reverse("hours:closure_new")
CANCELING_COST = 25
STORM = {
    "name": "Storm",
    "first_day": NEXT_WEEK.isoformat(),
    "last_day": (NEXT_WEEK + timedelta(days=1)).isoformat(),
}


@pytest.fixture
def shift(cora, rosa, site) -> Shift:
    return planned(cora, rosa, places=1)


@pytest.fixture
def people(shift, lucia, mei) -> set[int]:
    """Lucía has the only place, Mei waits, and Rosa leads."""
    booked(lucia, shift)
    booked(mei, shift, or_wait=True)
    return {lucia.student_id, mei.student_id, shift.duties.get().supervisor.user_id}


def states() -> list[str]:
    return list(Shift.objects.order_by("starts_at", "pk").values_list("status", flat=True))


def confirmed(office, address: str, data: dict):
    digest = office.post(address, data).context["hit"].digest
    return office.post(address, data | {"digest": digest, "apply": "on"})


def test_it_is_shown_first_with_the_shifts_and_people_it_hits(office, shift, people):
    response = office.post(NEW, STORM)
    assert response.status_code == 200
    page = response.content.decode()
    assert "This affects 1 shift, 2 students and 1 instructor" in page
    assert "Close and cancel 1 shift" in page
    assert not Closure.objects.exists()
    assert states() == [ShiftState.PLANNED]


def test_confirmed_it_cancels_them_and_tells_everyone_why(office, shift, people):
    assert confirmed(office, NEW, STORM).status_code == 303
    shift.refresh_from_db()
    assert (shift.status, shift.cancelled_reason) == (ShiftState.CANCELLED, "Storm")
    told = Notice.objects.filter(kind="shift_cancelled").values_list("person", flat=True)
    assert set(told) == people
    assert not Place.objects.exclude(status="cancelled").exists()
    assert (
        "1 shift was canceled, and everyone on it was told."
        in office.get(reverse("hours:closures")).content.decode()
    )


def test_it_hits_only_its_days_and_its_site_and_what_has_not_begun(office, cora, rosa, shift):
    outreach = ClinicSiteFactory(slug="outreach", name="Outreach")
    planned(cora, None, site=outreach)
    planned(cora, None, day=NEXT_WEEK + timedelta(days=2))
    begun = planned(cora, None, start=time(19), end=time(21))
    Shift.objects.filter(pk=begun.pk).update(
        starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=1)
    )
    hit = office.post(NEW, STORM | {"place": shift.site.slug}).context["hit"]
    assert list(hit.shifts) == [shift]


def test_a_booking_in_between_is_shown_before_anything_is_saved(office, shift, lucia):
    digest = office.post(NEW, STORM).context["hit"].digest
    booked(lucia, shift)
    response = office.post(NEW, STORM | {"digest": digest, "apply": "on"})
    assert response.status_code == 409
    assert "changed after you saw them" in response.content.decode()
    assert "1 shift, 1 student and 1 instructor" in response.content.decode()
    assert not Closure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_service_refuses_shifts_that_nobody_saw_and_saves_nothing(cora, shift):
    days = {"first_day": NEXT_WEEK, "last_day": NEXT_WEEK}
    with pytest.raises(Conflict):
        add_closure(actor=cora, closure=Closure(name="Storm", **days), now=NOW)
    assert not Closure.objects.exists()
    assert states() == [ShiftState.PLANNED]


def test_a_closure_that_gets_longer_shows_what_it_hits_now(office, cora, rosa, shift):
    later = planned(cora, rosa, day=NEXT_WEEK + timedelta(days=3))
    confirmed(office, NEW, STORM)
    address = reverse("hours:closure", args=[Closure.objects.get().public_id])
    longer = STORM | {"last_day": (NEXT_WEEK + timedelta(days=4)).isoformat()}
    longer["shown"] = office.get(address).context["form"].initial["shown"]
    assert list(office.post(address, longer).context["hit"].shifts) == [later]
    assert confirmed(office, address, longer).status_code == 303
    assert states() == [ShiftState.CANCELLED, ShiftState.CANCELLED]


def test_deleting_it_says_that_shifts_stay_canceled(office, shift):
    confirmed(office, NEW, STORM)
    address = reverse("hours:closure_delete", args=[Closure.objects.get().public_id])
    assert "The shifts that it canceled stay canceled." in office.get(address).content.decode()
    office.post(address)
    assert states() == [ShiftState.CANCELLED]


@pytest.mark.parametrize("count", [1, 12])
def test_any_number_of_shifts_is_canceled_in_as_many_queries(office, cora, site, count):
    for number in range(count):
        planned(cora, None, start=time(8 + number), end=time(9 + number))
    digest = office.post(NEW, STORM).context["hit"].digest
    with queries() as used:
        office.post(NEW, STORM | {"digest": digest, "apply": "on"})
    assert len(used) == CANCELING_COST
