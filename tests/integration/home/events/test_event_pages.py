"""What event pages tell visitors, calendars and search engines."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from home.events.models import Event
from tests.factories.events import event_with_page
from tests.integration.home.events.registrations import in_days, mails, send

pytestmark = pytest.mark.django_db


def test_the_page_and_the_list_say_how_many_places_are_left(client, open_house):
    assert "3 places left" in client.get("/events/").content.decode()
    send(client, open_house, people=3)

    assert "Full, join the waiting list" in client.get("/events/").content.decode()
    assert "Join the waiting list" in client.get("/events/open-house/").content.decode()


def test_past_events_are_below(client, open_house):
    with in_days(8):
        page = client.get("/events/")
        assert (page.context["cards"], len(page.context["past"].object_list)) == ([], 1)
        assert "Past" in client.get("/events/open-house/").content.decode()


def test_the_event_is_offered_as_a_calendar_file(client, open_house):
    answer = client.get(f"/events/{open_house.pk}/calendar.ics")

    assert answer["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(answer.content.decode()).walk("VEVENT")
    assert entry["DTEND"].dt == open_house.ends_at


@pytest.mark.parametrize(("days", "is_told"), [(6, True), (7.01, False), (8, False)])
def test_search_engines_get_an_event_until_it_has_begun(client, open_house, days, is_told):
    with in_days(days):
        text = client.get("/events/open-house/").text

    assert ("EducationEvent" in text) is is_told
    assert ("startDate" in text) is is_told


def test_an_event_that_ends_on_another_day_names_both(client):
    event = event_with_page("Workshop")
    start = timezone.make_aware(datetime(2030, 6, 1, 9))
    Event.objects.update(starts_at=start, ends_at=start + timedelta(days=1, hours=8))

    assert "9:00 am – Jun 2, 2030, 5:00 pm" in client.get("/events/workshop/").text
    send(client, event)
    assert "Sat, Jun 1, 2030, 9:00 am – Jun 2, 2030, 5:00 pm" in mails()[0].text


def test_an_event_in_progress_has_begun_and_is_not_over(client, open_house):
    with in_days(7.05):
        text = client.get("/events/").text

    assert "Already started" in text
    assert "Past" not in text
