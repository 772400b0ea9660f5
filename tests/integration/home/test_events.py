"""Events: places given once, a waiting list in order, and guests who hear of every change."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Site

from home.links_in_mail import token_for
from home.models import Event, EventPage, OutgoingMail, Registration, SiteSettings
from home.services.events import (
    cancel,
    erase_old_registrations,
    erase_registration,
    keep_guests_informed,
)
from tests.factories.events import event_with_page
from tests.honest_forms import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    return SiteSettings.objects.update_or_create(site=site, defaults={"name": "Palmetto"})[0]


@pytest.fixture
def open_house():
    return event_with_page()


def send(client, event, email="ana@example.test", people=1, **changes):
    fields = {"name": "Ana Duarte", "email": email, "people": people, "agree": "on"}
    return fill_in(client, f"/events/{event.pk}/register/", fields | changes)


def states(event) -> dict[str, str]:
    return dict(event.registrations.values_list("email", "state"))


def mails(to: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=to).order_by("pk"))


def in_days(days: float):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_who_registers_gets_a_place_a_calendar_file_and_a_link_that_cancels(client, open_house):
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


def test_the_words_of_the_consent_are_kept(client, open_house):
    shown = client.get(f"/events/{open_house.pk}/register/").context["form"].fields["agree"].label
    send(client, open_house)

    assert Registration.objects.get().consent == shown


def test_who_comes_too_late_waits_and_gets_the_place_that_becomes_free(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test", people=2)
    send(client, open_house, "cleo@example.test")
    assert list(states(open_house).values()) == ["registered", "waiting", "waiting"]
    assert mails("ben@example.test")[0].attachments == []

    token = token_for("event_registration", Registration.objects.get(email="ana@example.test").pk)
    page = client.get(f"/events/registrations/{token}/")
    assert page.context["may_cancel"]
    assert states(open_house)["ana@example.test"] == "registered"  # looking cancels nothing
    client.post(f"/events/registrations/{token}/")

    assert list(states(open_house).values()) == ["cancelled", "registered", "registered"]
    assert "A place for you" in mails("ben@example.test")[1].subject


def test_nobody_overtakes_a_group_that_waits_for_enough_places(client, open_house):
    send(client, open_house, "ana@example.test", people=2)
    send(client, open_house, "ben@example.test", people=2)
    send(client, open_house, "cleo@example.test", people=1)

    assert list(states(open_house).values()) == ["registered", "waiting", "waiting"]


def test_more_places_are_given_to_those_who_wait(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    Event.objects.update(places=4)
    keep_guests_informed(timezone.now())

    assert states(open_house)["ben@example.test"] == "registered"


def test_a_second_registration_of_an_address_changes_nothing_and_tells_nothing(client, open_house):
    first = send(client, open_house, people=1)
    second = send(client, open_house, "ANA@example.test", people=2)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Registration.objects.get().people == 1
    assert len(mails("ana@example.test")) == 1  # no mailbox is filled by pressing a button


def test_who_cancelled_may_register_again(client, open_house):
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

    assert len(mails("ana@example.test")) == 2  # the place, and that it was given back


def test_guests_are_reminded_once_on_the_day_before(client, open_house):
    send(client, open_house)
    with in_days(5):
        call_command("send_outbox", once=True)
        assert len(mails("ana@example.test")) == 1
    with in_days(6.5):
        call_command("send_outbox", once=True)
        call_command("send_outbox", once=True)

    assert [mail.subject for mail in mails("ana@example.test")][1:] == ["Tomorrow: Open house"]


def test_who_registers_on_the_last_day_is_not_reminded(client, open_house):
    with in_days(6.5):
        send(client, open_house)
    with in_days(6.6):
        keep_guests_informed(timezone.now())

    assert len(mails("ana@example.test")) == 1


def test_a_new_time_is_told_once_and_replaces_the_old_one_in_the_calendar(client, open_house):
    send(client, open_house)
    later = open_house.starts_at + timedelta(days=1)
    Event.objects.update(starts_at=later, ends_at=later + timedelta(hours=2))
    keep_guests_informed(timezone.now())
    keep_guests_informed(timezone.now())

    first, second = mails("ana@example.test")
    assert second.subject == "A new time: Open house"
    (before,) = Calendar.from_ical(first.attachments[0]["text"]).walk("VEVENT")
    (after,) = Calendar.from_ical(second.attachments[0]["text"]).walk("VEVENT")
    assert (before["UID"], after["DTSTART"].dt) == (after["UID"], later)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_an_event_that_is_called_off_is_told_once_and_takes_nobody(client, open_house):
    send(client, open_house)
    Event.objects.update(is_called_off=True)
    keep_guests_informed(timezone.now())
    keep_guests_informed(timezone.now())

    off = mails("ana@example.test")[1:]
    assert [mail.subject for mail in off] == ["Called off: Open house"]
    assert "METHOD:CANCEL" in off[0].attachments[0]["text"]
    answer = client.post(f"/events/{open_house.pk}/register/", {})
    assert answer.status_code == 409
    assert "called off" in answer.content.decode()


def test_nobody_registers_once_it_has_begun(client, open_house):
    with in_days(7.01):
        answer = client.get(f"/events/{open_house.pk}/register/")

    assert "has begun" in answer.content.decode()


def test_an_event_without_a_public_page_takes_nobody(client, open_house):
    EventPage.objects.get().unpublish()

    for address in ("register/", "registered/", "calendar.ics"):
        assert client.get(f"/events/{open_house.pk}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Without your consent"),
        ({"email": "ana@"}, "valid email address"),
        ({"email": "ana@example.test\nBcc: all@example.test"}, "valid email address"),
        ({"name": "Ana\r\nBcc: all@example.test"}, "on one line"),
        ({"name": "x" * 2_000_000}, "at most 120 characters"),
        ({"people": "9"}, "9 is not one of the available choices"),
        ({"website": "https://spam.example.test"}, "hidden field"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_refused_registration_says_why_and_keeps_nothing(client, open_house, changes, sentence):
    answer = send(client, open_house, **changes)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_forged_link_leads_nowhere(client, open_house):
    send(client, open_house)
    other = token_for("newsletter_confirm", Registration.objects.get().pk)

    assert client.get(f"/events/registrations/{other}/").status_code == 404
    assert client.post("/events/registrations/forged/").status_code == 404


def test_the_page_and_the_list_say_how_many_places_are_left(client, open_house):
    assert "3 places left" in client.get("/events/").content.decode()
    send(client, open_house, people=3)

    assert "Full: there is a waiting list" in client.get("/events/").content.decode()
    assert "Join the waiting list" in client.get("/events/open-house/").content.decode()


def test_what_has_been_stands_below(client, open_house):
    with in_days(8):
        page = client.get("/events/")
        assert (page.context["cards"], len(page.context["past"].object_list)) == ([], 1)
        assert "It has been" in client.get("/events/open-house/").content.decode()


def test_the_event_is_offered_as_a_calendar_file(client, open_house):
    answer = client.get(f"/events/{open_house.pk}/calendar.ics")

    assert answer["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(answer.content.decode()).walk("VEVENT")
    assert entry["DTEND"].dt == open_house.ends_at


def test_registrations_are_erased_three_months_after_the_event(client, open_house):
    send(client, open_house)
    held = open_house.ends_at

    assert erase_old_registrations(held + timedelta(days=80)) == 0
    assert erase_old_registrations(held + timedelta(days=100)) == 1
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.filter(text__contains="Ana Duarte").exists()


def test_who_asks_is_erased_at_once_and_their_place_is_given_on(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    erase_registration(Registration.objects.get(email="ana@example.test"))

    assert states(open_house) == {"ben@example.test": "registered"}
    assert not mails("ana@example.test")


def test_in_spanish_the_mail_is_spanish(client, open_house):
    fields = {"name": "Ana", "email": "ana@example.test", "people": 1, "agree": "on"}
    fill_in(client, f"/es/events/{open_house.pk}/register/", fields)

    assert Registration.objects.get().language == "es"
    assert mails("ana@example.test")[0].text.startswith("Hola")


@pytest.mark.parametrize(("days", "is_told"), [(6, True), (7.01, False), (8, False)])
def test_search_engines_are_told_of_an_event_until_it_has_begun(client, open_house, days, is_told):
    with in_days(days):
        text = client.get("/events/open-house/").text

    assert ("EducationEvent" in text) is is_told
    assert ("startDate" in text) is is_told
