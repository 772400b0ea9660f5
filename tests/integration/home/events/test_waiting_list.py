"""Each place at an event is given once, and the waiting list moves up in order."""

import pytest
from django.utils import timezone

from home.events.models import Event, Registration
from home.events.services.events import cancel, send_event_news
from home.mail.signed_links import token_for
from tests.integration.home.events.registrations import mails, send, states

pytestmark = pytest.mark.django_db


def test_latecomers_wait_and_get_a_place_that_becomes_free(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test", people=2)
    send(client, open_house, "cleo@example.test")
    assert list(states(open_house).values()) == ["registered", "waiting", "waiting"]
    assert mails("ben@example.test")[0].attachments == []

    token = token_for("event_registration", Registration.objects.get(email="ana@example.test").pk)
    page = client.get(f"/events/registrations/{token}/")
    assert page.context["may_cancel"]
    assert states(open_house)["ana@example.test"] == "registered"  # viewing cancels nothing
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


def test_the_next_person_after_a_group_that_is_too_large_gets_the_place(client, open_house):
    send(client, open_house, "ana@example.test", people=2)
    send(client, open_house, "ben@example.test", people=1)
    send(client, open_house, "cleo@example.test", people=3)
    send(client, open_house, "dana@example.test", people=1)
    cancel(Registration.objects.get(email="ben@example.test"))

    assert states(open_house)["cleo@example.test"] == "waiting"
    assert states(open_house)["dana@example.test"] == "registered"


def test_the_waiting_list_gets_new_places_before_a_newcomer(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    Event.objects.update(places=4)
    send(client, open_house, "cleo@example.test")

    assert list(states(open_house).values()) == ["registered", "registered", "waiting"]


def test_added_places_go_to_the_waiting_list(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    Event.objects.update(places=4)
    send_event_news(timezone.now())

    assert states(open_house)["ben@example.test"] == "registered"


def test_leaving_the_waiting_list_sends_no_calendar_cancellation(client, open_house):
    send(client, open_house, "ana@example.test", people=3)
    send(client, open_house, "ben@example.test")
    cancel(Registration.objects.get(email="ben@example.test"))

    left = mails("ben@example.test")[1]
    assert (left.subject, left.attachments) == ("Removed from the waiting list: Open house", [])


def test_a_waiting_list_is_mentioned_even_while_places_are_left(client, open_house):
    """One place is free and a pair waits: the pages say what happens to newcomers."""
    send(client, open_house, "ana@example.test", people=2)
    assert "waiting list" not in client.get(f"/events/{open_house.pk}/register/").text
    send(client, open_house, "ben@example.test", people=2)

    assert "1 place left, and a waiting list" in client.get("/events/").text
    assert "1 place left, and a waiting list" in client.get("/events/open-house/").text
    page = client.get(f"/events/{open_house.pk}/register/").text
    assert "1 place is left, and there is a waiting list" in page
