"""An appointment whose shift lost its instructor is a matter for the office, with what to do about it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.unsettled import without_instructor
from clinic_hours.appointments.services.settling import settle_appointments
from clinic_hours.shifts.models import ShiftSupervisor
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from home.mail.models import OutgoingMail
from tests.factories.appointments import confirmed, requested
from tests.factories.clinic import NOW, SupervisorFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
TODAY = reverse("hours:today")
FACT = "1 appointment has no instructor"


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def row(shift, cora) -> Appointment:
    return confirmed(requested(), cora, shift)


@pytest.fixture
def uncovered(row, shift, cora) -> Appointment:
    withdraw_instructor(actor=cora, duty=shift.duties.get(), reason="Flu", now=NOW)
    return row


def test_it_is_on_today_with_the_way_to_find_cover(office, uncovered, shift):
    page = office.get(TODAY).text
    assert FACT in page
    assert f"/hours/shifts/?shift={shift.public_id}#shift" in page


def test_the_list_and_its_page_say_so(office, uncovered):
    assert "No instructor" in office.get(reverse("hours:appointments")).text
    page = office.get(reverse("hours:appointment", args=[uncovered.public_id])).text
    assert "No instructor is there at this time." in page


def test_with_cover_it_is_settled_and_the_client_heard_nothing(office, uncovered, shift, cora):
    settle_appointments(NOW)
    assert Appointment.objects.get().state == "confirmed"
    assign_instructor(actor=cora, shift=shift, supervisor=SupervisorFactory(), now=NOW)
    assert FACT not in office.get(TODAY).text
    assert OutgoingMail.objects.last().subject == "Your appointment"


@pytest.mark.parametrize(
    ("first", "second", "is_covered"),
    [
        ((0, 30), (30, 240), True),  # one after the other
        ((0, 30), (45, 240), False),
        ((0, 40), (60, 240), False),
        ((0, 50), (60, 240), True),  # it ends in time
    ],
)
def test_instructors_can_take_turns(cora, rosa, shift, row, first, second, is_covered):
    shift.duties.all().delete()
    for each, supervisor in ((first, rosa), (second, SupervisorFactory())):
        start, end = (shift.starts_at + timedelta(minutes=minutes) for minutes in each)
        ShiftSupervisor.objects.create(
            shift=shift, supervisor=supervisor, from_at=start, to_at=end, confirmed_at=NOW
        )
    assert (without_instructor(cora, NOW) == []) == is_covered


def test_an_instructor_who_has_not_confirmed_does_not_supervise(cora, shift, row):
    shift.duties.update(confirmed_at=None)
    assert without_instructor(cora, NOW) == [row]


def test_it_is_urgent_two_days_before(office, uncovered, shift):
    groups = office.get(TODAY).context["groups"]
    assert FACT in facts(groups[-1])
    with time_machine.travel(shift.starts_at - 2 * 24 * HOUR, tick=False):
        groups = office.get(TODAY).context["groups"]
    assert FACT in facts(groups[0])


def facts(group) -> list[str]:
    return [matter.fact for matter in group.matters]


def test_a_visit_that_has_begun_is_no_matter_anymore(cora, uncovered):
    assert without_instructor(cora, uncovered.starts_at) == []


def test_it_takes_two_queries_for_any_number(cora, uncovered, shift, django_assert_num_queries):
    for number in range(2):
        with django_assert_num_queries(2):
            assert len(without_instructor(cora, NOW)) == number + 1
        Appointment.objects.filter(pk=requested(f"Ana {'ab'[number]}").pk).update(
            state="confirmed",
            code=f"C-{number}",
            shift=shift,
            place=uncovered.place,
            starts_at=uncovered.starts_at + (number + 1) * HOUR,
            ends_at=uncovered.ends_at + (number + 1) * HOUR,
        )
