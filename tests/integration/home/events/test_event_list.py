"""The admin's list of events."""

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from home.events.models import Event
from tests.factories.people import person_who_may

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client):
    client.force_login(person_who_may("view_event", "change_event"))
    return lambda: client.get("/admin/event/").text


def test_it_shows_when_an_event_starts(listed, open_house):
    starts = date_format(localtime(open_house.starts_at), "DATETIME_FORMAT")
    page = listed()
    assert starts in page and "Just now" not in page


def test_only_a_canceled_event_says_so(listed, open_house):
    assert "Canceled" not in listed()
    Event.objects.update(is_called_off=True)
    assert "Canceled" in listed()
