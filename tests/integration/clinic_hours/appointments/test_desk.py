"""The desk of the clinic office: lists, one appointment, and what it refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.appointments.models import Appointment
from tests.factories.appointments import confirmed, requested
from tests.factories.clinic import NOW

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("hours:appointments")


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


def address(row: Appointment, act: str = "") -> str:
    page = reverse("hours:appointment", args=[row.public_id])
    return f"{page}{act}/" if act else page


def typed(row, on, **changes) -> dict:
    said = {"version": row.version, "shift": on.public_id}
    return said | {"starts_at": on.starts_at.isoformat(), "place": ""} | changes


def test_who_waits_longest_is_called_first(office, shift):
    late = requested("Ben Early", now=NOW - timedelta(hours=1))
    early = requested("Ana Late", now=NOW - timedelta(hours=2))
    assert list(office.get(LIST).context["to_call"]) == [early, late]


def test_a_chosen_shift_offers_its_free_times_and_students(office, shift):
    row = requested("Ana Duarte", shift, phone="305-555-0142")
    page = office.get(f"{address(row)}?shift={shift.public_id}").text
    assert "305-555-0142" in page
    assert "5:00 pm" in page
    assert "5:15 pm" not in page  # 50 minutes end after the shift
    assert "Mei Tanaka" in page


def test_a_shift_that_ends_too_soon_for_the_service_is_not_offered(office, shift):
    row = requested("Ana Duarte", shift)
    last = shift.ends_at - timedelta(hours=1)  # 50 minutes from a quarter of an hour on
    for now, offered in ((last - timedelta(seconds=1), [shift]), (last, [])):
        with time_machine.travel(now, tick=False):
            openings = office.get(address(row)).context["openings"]
            assert [each.shift for each in openings] == offered


def test_the_office_confirms_and_moves(office, shift):
    row = requested()
    answer = office.post(address(row, "confirm"), typed(row, shift))
    assert (answer.status_code, answer["Location"]) == (303, address(row))
    row.refresh_from_db()
    place = shift.seats.get(student__display_name="Mei Tanaka")
    later = (shift.starts_at + timedelta(hours=1)).isoformat()
    moved = typed(row, shift, starts_at=later, place=place.public_id)
    assert office.post(address(row, "confirm"), moved).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.place) == ("confirmed", place)
    assert [words for _event, words in office.get(address(row)).context["history"]] == [
        *("Requested", "Confirmed", "Moved")
    ]
    assert row in office.get(LIST).context["coming"]


@pytest.mark.parametrize(
    ("email", "news"),
    [
        ("ana@example.test", "The client gets an email."),
        ("", "The client gave no email address: please call."),
    ],
)
def test_the_office_reads_whether_the_client_was_told(office, shift, email, news):
    row = requested(email=email, phone="305-555-0142")
    later = (shift.starts_at + timedelta(hours=1)).isoformat()
    for done, changes in (
        ("The appointment is confirmed.", {}),
        ("The appointment was moved.", {"starts_at": later}),
    ):
        page = office.post(address(row, "confirm"), typed(row, shift, **changes), follow=True).text
        assert f"{done} {news}" in page
        row.refresh_from_db()
    said = {"version": row.version, "reason": "We moved."}
    page = office.post(address(row, "cancel"), said, follow=True).text
    assert f"The appointment is canceled. {news}" in page


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"starts_at": "soon"}, 422, "Nobody is free at this time anymore."),
        ({"starts_at": ""}, 422, "Choose a time."),
        ({"shift": "none"}, 422, "This shift no longer takes clients."),
        ({"place": "none"}, 422, "This student is no longer on the shift."),
        ({"version": ""}, 422, "This page is out of date."),
        ({"version": "7"}, 409, "Someone else changed this appointment"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_with_a_sentence(
    office, shift, changes, status, sentence
):
    row = requested()
    answer = office.post(address(row, "confirm"), typed(row, shift, **changes))
    assert answer.status_code == status
    assert sentence in answer.text
    assert Appointment.objects.get().state == "requested"


def test_a_cancellation_needs_a_reason(office, shift):
    row = requested()
    refused = office.post(address(row, "cancel"), {"version": row.version, "reason": ""})
    assert refused.status_code == 422
    assert "Enter a reason." in refused.text
    said = {"version": row.version, "reason": "We moved."}
    assert office.post(address(row, "cancel"), said).status_code == 303
    assert "We moved." in office.get(address(row)).text


def test_a_visit_that_is_over_is_marked(office, shift, cora):
    row = confirmed(requested(), cora, shift)
    early = office.post(address(row, "outcome"), {"version": row.version, "outcome": "done"})
    assert early.status_code == 422
    assert "started yet" in early.text
    with time_machine.travel(row.ends_at, tick=False):
        assert row in office.get(LIST).context["to_mark"]
        said = {"version": row.version, "outcome": "done"}
        assert office.post(address(row, "outcome"), said).status_code == 303
    row.refresh_from_db()
    assert row.state == "done"


def test_what_waits_is_on_today(office, shift, cora):
    requested("Ben Estrada")
    row = confirmed(requested(), cora, shift)
    row.place.shift.duties.update(withdrawn_at=NOW)
    today = office.get(reverse("hours:today")).text
    assert "1 client waits for a call" in today
    row.place.status = "cancelled"
    row.place.save(update_fields=["status"])
    assert "1 appointment needs a new time" in office.get(reverse("hours:today")).text


def test_the_list_takes_a_constant_number_of_queries(
    office, shift, cora, django_assert_num_queries
):
    def look() -> None:
        with django_assert_num_queries(11):
            office.get(LIST)

    confirmed(requested("Ana One"), cora, shift)
    requested("Ben One")
    office.get(LIST)
    look()
    confirmed(requested("Ana Two"), cora, shift)
    requested("Ben Two")
    look()
