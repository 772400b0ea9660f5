"""Events: places given once, a waiting list in order, and pages that guests can rely on."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
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
from home.wagtail_hooks.events import EventViewSet
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


def test_a_group_that_does_not_fit_is_passed_over_and_keeps_its_turn(client, open_house):
    send(client, open_house, "ana@example.test", people=2)
    send(client, open_house, "ben@example.test", people=2)
    send(client, open_house, "cleo@example.test", people=1)
    assert list(states(open_house).values()) == ["registered", "waiting", "registered"]

    send(client, open_house, "dana@example.test", people=1)
    cancel(Registration.objects.get(email="ana@example.test"))
    assert states(open_house)["ben@example.test"] == "registered"
    assert states(open_house)["dana@example.test"] == "waiting"


def test_who_waits_behind_a_group_that_is_too_large_gets_the_place(client, open_house):
    send(client, open_house, "ana@example.test", people=2)
    send(client, open_house, "ben@example.test", people=1)
    send(client, open_house, "cleo@example.test", people=3)
    send(client, open_house, "dana@example.test", people=1)
    cancel(Registration.objects.get(email="ben@example.test"))

    assert states(open_house)["cleo@example.test"] == "waiting"
    assert states(open_house)["dana@example.test"] == "registered"


def test_who_waits_gets_new_places_before_a_newcomer(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    Event.objects.update(places=4)
    send(client, open_house, "cleo@example.test")

    assert list(states(open_house).values()) == ["registered", "registered", "waiting"]


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


def test_a_calendar_takes_the_place_of_who_registers_again(client, open_house):
    """A file counts only where its SEQUENCE is above that of the one that took the event out."""
    for _ in range(2):
        send(client, open_house)
        cancel(Registration.objects.exclude(state="cancelled").get())

    files = [mail.attachments[0]["text"] for mail in mails("ana@example.test")]
    entries = [Calendar.from_ical(text).walk("VEVENT")[0] for text in files]
    assert [entry["STATUS"] for entry in entries] == ["CONFIRMED", "CANCELLED"] * 2
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 2, 3]
    assert "METHOD:CANCEL" in files[1]


def test_who_leaves_the_waiting_list_had_nothing_in_the_calendar(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    cancel(Registration.objects.get(email="ben@example.test"))

    left = mails("ben@example.test")[1]
    assert (left.subject, left.attachments) == ("Off the waiting list: Open house", [])


def test_nobody_cancels_once_it_has_begun(client, open_house):
    send(client, open_house)
    token = token_for("event_registration", Registration.objects.get().pk)
    with in_days(7.01):
        answer = client.post(f"/events/registrations/{token}/")
        looked = client.get(f"/events/registrations/{token}/")

    assert (answer.status_code, looked.status_code) == (409, 200)
    for page in (answer.text, looked.text):
        assert "cannot be cancelled any more" in page
    assert states(open_house) == {"ana@example.test": "registered"}


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


def test_a_waiting_list_is_told_of_also_while_places_are_left(client, open_house):
    """One is free and a pair waits: the pages say what happens to who comes now."""
    send(client, open_house, "ana@example.test", people=2)
    assert "waiting list" not in client.get(f"/events/{open_house.pk}/register/").text
    send(client, open_house, "ben@example.test", people=2)

    assert "1 place left, and a waiting list" in client.get("/events/").text
    assert "1 place left, and a waiting list" in client.get("/events/open-house/").text
    page = client.get(f"/events/{open_house.pk}/register/").text
    assert "1 place is left, and there is a waiting list" in page


def test_an_event_with_guests_is_not_deleted(admin_client, open_house):
    """They would hear nothing: it is called off instead."""
    send(admin_client, open_house)
    EventPage.objects.get().delete()
    address = reverse(EventViewSet().get_url_name("delete"), args=[open_house.pk])

    for answer in (admin_client.get(address), admin_client.post(address)):
        assert "people have registered for it" in said(answer)
    assert Event.objects.filter(pk=open_house.pk).exists()


def test_an_event_that_nobody_registered_for_is_deleted(admin_client, open_house):
    EventPage.objects.get().delete()
    admin_client.post(reverse(EventViewSet().get_url_name("delete"), args=[open_house.pk]))

    assert not Event.objects.filter(pk=open_house.pk).exists()


@pytest.mark.parametrize("whose", ["the page", "the page above"])
@pytest.mark.parametrize("way", ["one", "many"])
def test_the_page_of_an_event_with_guests_is_not_deleted(admin_client, open_house, whose, way):
    send(admin_client, open_house)
    page = EventPage.objects.get()
    pk = page.pk if whose == "the page" else page.get_parent().pk
    answer = admin_client.post(delete_address(pk, way))

    assert "people have registered for the event" in said(answer)
    assert EventPage.objects.exists()


@pytest.mark.parametrize("way", ["one", "many"])
def test_once_nobody_comes_or_it_has_been_the_page_can_be_deleted(admin_client, open_house, way):
    send(admin_client, open_house)
    page = EventPage.objects.get()
    if way == "one":
        cancel(Registration.objects.get())
    with in_days(0 if way == "one" else 8):
        admin_client.post(delete_address(page.pk, way))

    assert not EventPage.objects.exists()


def delete_address(page: int, way: str) -> str:
    if way == "one":
        return reverse("wagtailadmin_pages:delete", args=[page])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return f"{many}?id={page}"


def said(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


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
