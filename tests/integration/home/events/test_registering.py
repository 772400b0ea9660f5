"""Registering for an event: once, with consent, in one's own language; refusals explain themselves."""

import re

import pytest
from icalendar import Calendar

from home.events.models import EventPage, Registration
from home.events.services.events import Closed, register
from home.mail.models import OutgoingMail
from tests.honest_forms import fill_in
from tests.integration.home.events.registrations import in_days, mails, send

pytestmark = pytest.mark.django_db


def test_registering_gives_a_place_a_calendar_file_and_a_link_to_cancel(client, open_house):
    answer = send(client, open_house, people=2)

    assert (answer.status_code, answer["Location"]) == (303, f"/events/{open_house.pk}/registered/")
    assert client.get(answer["Location"]).status_code == 200
    registration = Registration.objects.get()
    assert (registration.state, registration.people) == ("registered", 2)
    (mail,) = mails("ana@example.test")
    link = re.search(r"/events/registrations/\S+", mail.text).group()
    assert client.get(link).context["registration"] == registration
    (entry,) = Calendar.from_ical(mail.attachments[0]["text"]).walk("VEVENT")
    assert entry["DTSTART"].dt == open_house.starts_at
    assert entry["SUMMARY"] == "Open house"
    assert entry["LOCATION"] == "Palmetto College, 24 Palmetto Row"


def test_the_consent_text_is_saved(client, open_house):
    shown = client.get(f"/events/{open_house.pk}/register/").context["form"].fields["agree"].label
    send(client, open_house)

    assert Registration.objects.get().consent == shown


def test_a_second_registration_of_an_address_changes_and_reveals_nothing(client, open_house):
    first = send(client, open_house, people=1)
    second = send(client, open_house, "ANA@example.test", people=2)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Registration.objects.get().people == 1
    assert len(mails("ana@example.test")) == 1  # pressing the button again must not flood a mailbox


def test_nobody_can_register_once_it_has_begun(client, open_house):
    with in_days(7.01):
        answer = client.get(f"/events/{open_house.pk}/register/")

    assert "has already started" in answer.content.decode()


def test_a_form_opened_in_time_is_refused_once_it_has_begun(client, open_house):
    with in_days(7.01):
        answer = client.post(f"/events/{open_house.pk}/register/", {"people": "1"})

    assert answer.status_code == 409
    assert "has already started" in answer.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize("closed", ["begun", "canceled"])
def test_the_service_itself_refuses_registrations_once_closed(open_house, closed):
    open_house.is_called_off = closed == "canceled"
    open_house.save()
    asked = Registration(event=open_house, email="ana@example.test", name="Ana", people=1)
    with in_days(7.01 if closed == "begun" else 0), pytest.raises(Closed):
        register(registration=asked, consent="Yes.", language="en")

    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_event_without_a_public_page_accepts_nobody(client, open_house):
    EventPage.objects.get().unpublish()

    for address in ("register/", "registered/", "calendar.ics"):
        assert client.get(f"/events/{open_house.pk}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Check the box so that we"),
        ({"email": "ana@"}, "valid email address"),
        ({"email": "ana@example.test\nBcc: all@example.test"}, "valid email address"),
        ({"name": "Ana\r\nBcc: all@example.test"}, "on one line"),
        ({"name": "x" * 2_000_000}, "at most 120 characters"),
        ({"people": "9"}, "9 is not one of the available choices"),
        ({"website": "https://spam.example.test"}, "hidden field"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_refused_registration_says_why_and_saves_nothing(client, open_house, changes, sentence):
    answer = send(client, open_house, **changes)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_registering_in_spanish_sends_spanish_mail(client, open_house):
    fields = {"name": "Ana", "email": "ana@example.test", "people": 1, "agree": "on"}
    fill_in(client, f"/es/events/{open_house.pk}/register/", fields)

    assert Registration.objects.get().language == "es"
    assert mails("ana@example.test")[0].text.startswith("Hola")
