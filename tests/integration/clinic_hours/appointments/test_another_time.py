"""A client with a confirmed appointment asks for another time by the link in the mail."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.free import free_times_of
from home.mail.models import OutgoingMail
from tests.factories.appointments import confirmed, requested
from tests.factories.clinic import NOW, TODAY
from tests.honest_forms import fill_in, hidden_fields

from .test_requests import TOLD, link_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(six_o_clock, page) -> dict[str, str]:
    return TOLD | {"service": page.treatments[0].id, "any_time": "on"}


@pytest.fixture
def mine(six_o_clock, page, shift, cora) -> Appointment:
    return confirmed(requested("Ana Duarte", shift), cora, shift)


@pytest.fixture
def address(mine) -> str:
    return link_in(OutgoingMail.objects.first())


def test_the_page_of_a_confirmed_appointment_offers_it(client, address):
    page = client.get(address)
    assert "Mon, Nov 23, 2:00–2:50 pm" in page.text
    assert "Ask for another time" in page.text
    assert "Cancel my appointment" in page.text
    form = page.context["form"]
    assert (form["name"].value(), form["times"].value()) == ("Ana Duarte", None)


def test_the_time_is_free_again_and_the_office_is_told(client, address, told, shift, desk_of, cora):
    first = free_times_of(shift, 50, NOW)[0]
    assert len(first.places) == 1
    assert fill_in(client, address, told | {"note": "After 4 pm"}).status_code == 303
    row = Appointment.objects.get()
    assert (row.state, row.shift, row.starts_at) == ("requested", None, None)
    assert (row.contact.note, row.contact.erase_after) == ("After 4 pm", TODAY + timedelta(days=30))
    assert len(free_times_of(shift, 50, NOW)[0].places) == 2
    office = desk_of(cora)
    assert "1 client asks for another time" in office.get(reverse("hours:today")).text
    assert "Asks for another time" in office.get(reverse("hours:appointments")).text
    own = office.get(reverse("hours:appointment", args=[row.public_id])).text
    assert "The client asked for another time." in own


def test_the_client_is_told_and_sees_the_request(client, address, told):
    fill_in(client, address, told)
    mail = OutgoingMail.objects.last()
    assert mail.subject == "We have your new request"
    assert "We have your request" in client.get(link_in(mail)).text


def test_confirmed_again_it_keeps_its_code(client, address, told, mine, shift, cora):
    fill_in(client, address, told)
    again = confirmed(Appointment.objects.get(), cora, shift, after=timedelta(hours=1))
    assert again.code == mine.code
    assert OutgoingMail.objects.last().subject == "Your appointment"


def test_a_time_that_was_set_after_the_page_was_opened_is_not_given_up(
    client, told, shift, cora, six_o_clock
):
    row = requested()
    address = link_in(OutgoingMail.objects.get())
    opened = hidden_fields(client, address)
    confirmed(row, cora, shift)
    with time_machine.travel(NOW + timedelta(seconds=5), tick=False):
        changed = client.post(address, told | opened)
        assert changed.status_code == 409
        assert "confirmed a time for you after you opened this page" in changed.text
        assert Appointment.objects.get().state == "confirmed"
        shown = changed.context["form"]["shown_time"].value()
        assert client.post(address, told | opened | {"shown_time": shown}).status_code == 303


def test_it_is_too_late_once_the_visit_has_begun(client, address, told, mine):
    opened = hidden_fields(client, address)
    with time_machine.travel(mine.starts_at, tick=False):
        late = client.post(address, told | opened)
    assert late.status_code == 422  # the form was open for days
    with time_machine.travel(mine.starts_at - timedelta(minutes=1), tick=False):
        opened = hidden_fields(client, address)
    with time_machine.travel(mine.starts_at, tick=False):
        late = client.post(address, told | opened)
        assert late.status_code == 409
        assert "over or canceled" in late.text
        assert "Ask for another time" not in client.get(address).text


def test_without_a_time_or_contact_nothing_is_given_up(client, address, told):
    refused = fill_in(client, address, told | {"any_time": ""})
    assert refused.status_code == 422
    assert "Choose the times that suit you" in refused.text
    assert fill_in(client, address, told | {"phone": "", "email": ""}).status_code == 422
    assert Appointment.objects.get().state == "confirmed"
