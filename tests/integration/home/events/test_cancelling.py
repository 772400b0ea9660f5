"""People cancel with the link in their mail until the event begins, and what they sent is erased."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from home.events.models import Event, Registration
from home.events.services.events import cancel, erase_old_registrations, erase_registration
from home.mail.models import OutgoingMail
from home.mail.signed_links import token_for
from tests.integration.home.events.registrations import in_days, mails, send, states

pytestmark = pytest.mark.django_db


def test_people_who_canceled_may_register_again(client, open_house):
    send(client, open_house)
    cancel(Registration.objects.get())
    send(client, open_house)

    assert sorted(open_house.registrations.values_list("state", flat=True)) == [
        "cancelled",
        "registered",
    ]


def test_cancelling_twice_writes_once(client, open_house):
    send(client, open_house)
    cancel(Registration.objects.get())
    cancel(Registration.objects.get())

    assert len(mails("ana@example.test")) == 2  # the place and its cancellation


def test_a_calendar_accepts_the_event_of_someone_who_registers_again(client, open_house):
    """A file counts only if its SEQUENCE is above that of the one that removed the event."""
    for _ in range(2):
        send(client, open_house)
        cancel(Registration.objects.exclude(state="cancelled").get())

    files = [mail.attachments[0]["text"] for mail in mails("ana@example.test")]
    entries = [Calendar.from_ical(text).walk("VEVENT")[0] for text in files]
    assert [entry["STATUS"] for entry in entries] == ["CONFIRMED", "CANCELLED"] * 2
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 2, 3]
    assert "METHOD:CANCEL" in files[1]


def test_nobody_can_cancel_once_it_has_begun(client, open_house):
    send(client, open_house)
    token = token_for("event_registration", Registration.objects.get().pk)
    with in_days(7.01):
        answer = client.post(f"/events/registrations/{token}/")
        looked = client.get(f"/events/registrations/{token}/")

    assert (answer.status_code, looked.status_code) == (409, 200)
    for page in (answer.text, looked.text):
        assert "registrations can no longer be canceled" in page
    assert states(open_house) == {"ana@example.test": "registered"}


def test_a_forged_link_leads_nowhere(client, open_house):
    send(client, open_house)
    other = token_for("newsletter_confirm", Registration.objects.get().pk)

    assert client.get(f"/events/registrations/{other}/").status_code == 404
    assert client.post("/events/registrations/forged/").status_code == 404


def test_registrations_are_erased_three_months_after_the_event(client, open_house):
    send(client, open_house)
    held = open_house.ends_at

    assert erase_old_registrations(held + timedelta(days=80)) == 0
    assert erase_old_registrations(held + timedelta(days=100)) == 1
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.filter(text__contains="Ana Duarte").exists()


def test_people_who_ask_are_erased_at_once_and_their_place_is_passed_on(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    erase_registration(Registration.objects.get(email="ana@example.test"))

    assert states(open_house) == {"ben@example.test": "registered"}
    assert not mails("ana@example.test")


def test_a_registration_for_a_canceled_event_cannot_be_canceled(client, open_house):
    send(client, open_house)
    link = re.search(r"/events/registrations/\S+", mails()[0].text).group()
    Event.objects.update(is_called_off=True)

    assert "Cancel my registration" not in client.get(link).text
    assert "someone else can come" not in client.post(link).text
