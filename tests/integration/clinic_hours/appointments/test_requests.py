"""The public asks for an appointment, changes what it asked for, and cancels by the link in the mail."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.appointments.periodic_tasks import erase_clients
from clinic_hours.appointments.services.arranging import cancel
from home.mail.models import OutgoingMail
from tests.factories.appointments import SERVICE, clinic_page, confirmed
from tests.factories.clinic import NOW, ClinicSiteFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series
from tests.honest_forms import fill_in

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "/clinic/request/"
TOLD = {
    "name": "Ana Duarte",
    "phone": "305-555-0142",
    "email": "ana@example.test",
    "any_time": "on",
    "language": "en",
    "agree": "on",
}


@pytest.fixture
def service(six_o_clock) -> str:
    """The value of the one service in the form."""
    return clinic_page().treatments[0].id


def send(client, offered, address=FORM, **changes):
    return fill_in(client, address, TOLD | {"service": offered} | changes)


def link_in(mail: OutgoingMail) -> str:
    return re.search(r"https?://[^/]+(/\S+)", mail.text)[1]


def test_a_request_is_stored_with_its_consent_and_confirmed(client, service, shift):
    consent = client.get(FORM).context["form"].fields["agree"].label
    answer = send(client, service, times=[str(shift.public_id)], any_time="")
    assert (answer.status_code, answer["Location"]) == (303, "/clinic/request/received/")
    row = Appointment.objects.get()
    assert (row.state, row.service, row.minutes, list(row.wishes.all())) == (
        *("requested", SERVICE, 50),
        [shift],
    )
    assert row.contact.consent == consent
    assert "30 days after the visit" in consent
    assert OutgoingMail.objects.get().to == "ana@example.test"


def test_the_form_is_neither_indexed_nor_kept(client, service):
    page = client.get(FORM)
    assert 'name="robots" content="noindex"' in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_form_offers_shifts_with_somebody_free(client, service, shift):
    assert "Mon, Nov 23, 2:00–6:00 pm" in client.get(FORM).text
    shift.duties.update(withdrawn_at=NOW)
    assert "Nov 23" not in client.get(FORM).text


def test_a_request_in_spanish_is_answered_in_spanish(client, service):
    send(client, service, "/es/clinic/request/", language="es")
    assert OutgoingMail.objects.get().text.startswith("Hola")
    assert "/es/clinic/request/" in OutgoingMail.objects.get().text


def test_the_same_request_is_stored_once(client, service):
    assert send(client, service).status_code == send(client, service).status_code == 303
    assert (Appointment.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_a_phone_number_is_enough(client, service):
    send(client, service, email="")
    assert (Appointment.objects.count(), OutgoingMail.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Check the box so that we may"),
        ({"name": ""}, "Enter your name."),
        ({"name": "Call me at www.spam.test"}, "without a web or email address"),
        ({"phone": "", "email": ""}, "Enter a phone number or an email address"),
        ({"phone": "call me"}, "Enter a phone number."),
        ({"email": "ana"}, "valid email address"),
        ({"any_time": ""}, "Choose the times that suit you"),
        ({"times": ["305-555-0142"]}, "no longer free"),
        ({"service": "305-555-0142"}, "Choose one of the services in the list."),
        ({"service": ""}, "Choose a service."),
        ({"note": "Call 305-555-0142"}, "leave out phone numbers and email addresses"),
        ({"note": "ana@example.test"}, "leave out phone numbers and email addresses"),
        ({"note": "x" * 300}, "at most 200 characters"),
        ({"language": "tlh"}, "Select a valid choice"),
        ({"website": "https://spam.test"}, "hidden field"),
        ({"opened": "forged"}, "open for too long"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_refused_with_a_sentence(client, service, changes, sentence):
    answer = send(client, service, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Appointment.objects.exists()
    assert not ClientContact.objects.exists()


def test_too_many_requests_from_one_network_are_refused(client, service):
    cache.clear()
    for number in range(10):
        send(client, service, name=f"Ana {'abcdefghij'[number]}")
    answer = send(client, service, name="Ana last")
    assert answer.status_code == 429
    assert "Too many requests" in answer.text
    cache.clear()


def test_the_link_changes_the_request(client, service):
    send(client, service)
    address = link_in(OutgoingMail.objects.get())
    page = client.get(address)
    assert page.context["form"]["name"].value() == "Ana Duarte"
    assert "no-store" in page["Cache-Control"]
    assert send(client, service, address, note="After 4 pm").status_code == 303
    assert "Your changes were saved." in client.get(address).text
    assert ClientContact.objects.get().note == "After 4 pm"
    refused = send(client, service, address, phone="", email="")
    assert refused.status_code == 422


def test_the_link_cancels_with_a_button_and_then_still_says_so(client, service):
    send(client, service)
    address = link_in(OutgoingMail.objects.get())
    client.get(f"{address}cancel/")
    assert Appointment.objects.get().state == "requested"
    assert client.post(f"{address}cancel/")["Location"] == address
    assert Appointment.objects.get().state == "cancelled"
    assert "Your appointment is canceled" in client.get(address).text
    assert client.post(f"{address}cancel/").status_code == 303


def test_the_link_says_that_the_clinic_canceled_and_why(client, service, shift, cora):
    send(client, service)
    address = link_in(OutgoingMail.objects.get())
    row = confirmed(Appointment.objects.get(), cora, shift)
    cancel(actor=cora, appointment=row, version=row.version, reason="A pipe burst.", now=NOW)
    page = client.get(address).text
    assert "the clinic had to cancel it" in page
    assert "A pipe burst." in page
    assert "Thank you for letting us know" not in page


def test_times_name_their_site_once_there_are_several(client, service, shift, cora, rosa, pair):
    at_the_site = f"2:00–6:00 pm, {shift.site}"
    assert at_the_site not in client.get(FORM).text
    day = shift.local_date + timedelta(days=1)
    other = planned(cora, rosa, site=ClinicSiteFactory(name="Outreach"), day=day)
    booked(pair[0], other)
    page = client.get(FORM).text
    assert at_the_site in page
    assert "Tue, Nov 24, 2:00–6:00 pm, Outreach" in page


def test_contact_data_and_mail_are_erased_and_the_link_says_so(client, service):
    send(client, service)
    address = link_in(OutgoingMail.objects.get())
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert not erase_clients()
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert erase_clients() == 1
        page = client.get(address)
    assert (ClientContact.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    row = Appointment.objects.get()
    assert (row.contact, row.state) == (None, "cancelled")
    assert page.status_code == 410
    assert "This link has expired" in page.text
    assert client.post(f"{address}cancel/").status_code == 410


def test_the_form_takes_a_constant_number_of_queries(
    client, service, shift, django_assert_num_queries
):
    client.get(FORM)
    with django_assert_num_queries(8):
        client.get(FORM)


def test_the_clinic_page_names_todays_openings_and_their_time(client, service, shift):
    with time_machine.travel(shift.starts_at - timedelta(hours=2), tick=False):
        page = client.get("/clinic/").text
    assert "2 openings" in page
    assert "Rosa Castellanos" in page
    assert "As of 12:00 pm" in page
    assert 'href="/clinic/request/"' in page
    assert "There are no openings left today" in client.get("/clinic/").text


def test_the_clinic_page_says_on_which_weekdays_it_is_closed(client, service, shift, cora, rosa):
    def page_in(days: int) -> str:
        with time_machine.travel(shift.starts_at + timedelta(days=days, hours=8), tick=False):
            cache.clear()
            return client.get("/clinic/").text

    assert "Closed on" not in page_in(-1)
    weekdays = (0, 1, 2, 3, 4)
    planned_series(
        cora,
        rosa,
        day=NEXT_WEEK + timedelta(days=7),
        weekdays=weekdays,
        last_on=NEXT_WEEK + timedelta(days=13),
    )
    assert "Closed on Saturdays and Sundays" in page_in(2)
    assert "There are no openings left today" in page_in(2)
    assert "The clinic is closed today." in page_in(5)
