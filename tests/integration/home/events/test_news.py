"""People who registered are told about each change to an event once, whoever made it and however."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from icalendar import Calendar

from home.events.models import Event
from home.events.services.events import send_event_news
from tests.factories.events import event_with_page
from tests.integration.home.events.registrations import in_days, mails, send

pytestmark = pytest.mark.django_db


def subjects() -> list[str]:
    """Return the subjects of Ana's mail after her confirmation, without the event's title."""
    return [mail.subject.removesuffix(": Open house") for mail in mails()[1:]]


def newest_file() -> str:
    """Return the calendar file of the last mail; earlier mails that are too late no longer have one."""
    return mails()[-1].attachments[0]["text"]


def move(event: Event, start: datetime, **changes) -> None:
    """Reschedule the event as a shell or an import would: no form, no signal."""
    fields = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    Event.objects.filter(pk=event.pk).update(**fields | changes)


@pytest.fixture(autouse=True)
def ten_in_the_morning():
    """Ten in the morning at the school: the hour decides whether an event is today or tomorrow."""
    with time_machine.travel(datetime(2026, 11, 2, 15, tzinfo=UTC)):
        yield


def inform(moment: datetime | None = None) -> None:
    """Run the worker's task twice; everything must still be sent only once."""
    for _ in range(2):
        send_event_news(moment or timezone.now())


def test_people_are_reminded_once_on_the_day_before(client, open_house):
    send(client, open_house)
    with in_days(5):
        call_command("run_worker", once=True)
        assert len(mails()) == 1
    with in_days(6.5):
        call_command("run_worker", once=True)
        call_command("run_worker", once=True)

    assert [mail.subject for mail in mails()][1:] == ["Tomorrow: Open house"]


def test_people_who_register_on_the_last_day_are_not_reminded(client, open_house):
    with in_days(6.5):
        send(client, open_house)
    with in_days(6.6):
        send_event_news(timezone.now())

    assert len(mails()) == 1


def test_a_new_time_is_announced_once_and_replaces_the_old_one_in_the_calendar(client, open_house):
    send(client, open_house)
    later = open_house.starts_at + timedelta(days=1)
    Event.objects.update(starts_at=later, ends_at=later + timedelta(hours=2))
    send_event_news(timezone.now())
    send_event_news(timezone.now())

    first, second = mails()
    assert second.subject == "New time: Open house"
    (before,) = Calendar.from_ical(first.attachments[0]["text"]).walk("VEVENT")
    (after,) = Calendar.from_ical(second.attachments[0]["text"]).walk("VEVENT")
    assert (before["UID"], after["DTSTART"].dt) == (after["UID"], later)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_canceled_event_is_announced_once_and_accepts_nobody(client, open_house):
    send(client, open_house)
    Event.objects.update(is_called_off=True)
    send_event_news(timezone.now())
    send_event_news(timezone.now())

    off = mails()[1:]
    assert [mail.subject for mail in off] == ["Canceled: Open house"]
    assert "METHOD:CANCEL" in off[0].attachments[0]["text"]
    answer = client.post(f"/events/{open_house.pk}/register/", {})
    assert answer.status_code == 409
    assert "canceled" in answer.content.decode()


def test_people_registered_for_a_moved_event_are_reminded_of_the_new_day(client, open_house):
    send(client, open_house)
    inform(open_house.starts_at - timedelta(hours=20))
    later = open_house.starts_at + timedelta(days=3)
    move(open_house, later)
    inform(open_house.starts_at - timedelta(hours=19))
    inform(open_house.starts_at)
    inform(later - timedelta(hours=23))

    assert subjects() == ["Tomorrow", "New time", "Tomorrow"]


def test_a_new_time_within_a_day_is_its_own_reminder(client, open_house):
    send(client, open_house)
    now = timezone.now() + timedelta(minutes=1)
    move(open_house, now + timedelta(hours=20))
    inform(now)
    inform(now + timedelta(minutes=1))
    inform(now + timedelta(hours=19))

    assert subjects() == ["New time"]


def test_a_reminder_that_comes_late_does_not_say_tomorrow(client, open_house):
    """The worker was down overnight."""
    start = timezone.make_aware(datetime(2030, 5, 14, 18, 0))
    move(open_house, start)
    send(client, open_house)
    inform(start - timedelta(hours=5))

    assert subjects() == ["Today"]


def test_a_reminder_says_tomorrow_on_the_day_before_only(client, open_house):
    """When clocks go forward, 24 hours before ten past midnight is the evening two days before."""
    start = timezone.make_aware(datetime(2030, 3, 11, 0, 10)).astimezone(UTC)
    move(open_house, start)
    send(client, open_house)
    inform(start - timedelta(hours=23, minutes=55))
    assert subjects() == []
    inform(start - timedelta(hours=23))
    assert subjects() == ["Tomorrow"]


def test_a_reinstated_event_is_announced_as_such(client, open_house):
    send(client, open_house)
    files = [newest_file()]
    for is_called_off in (True, False):
        Event.objects.update(is_called_off=is_called_off)
        inform()
        files.append(newest_file())

    assert subjects() == ["Canceled", "Back on"]
    entries = [Calendar.from_ical(text).walk("VEVENT")[0] for text in files]
    assert [entry["STATUS"] for entry in entries] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 2]


def test_a_new_end_a_new_place_and_both_are_announced(client, open_house):
    send(client, open_house)
    start, later = open_house.starts_at, open_house.starts_at + timedelta(hours=1)
    move(open_house, start, ends_at=start + timedelta(hours=4))
    inform()
    move(open_house, start, ends_at=start + timedelta(hours=4), venue="The garden")
    inform()
    move(open_house, later, venue="The hall")
    inform()

    assert subjects() == ["New time", "New location", "New time and location"]
    assert "The garden" in mails()[2].text
    (entry,) = Calendar.from_ical(mails()[2].attachments[0]["text"]).walk("VEVENT")
    assert entry["LOCATION"] == "The garden"


def test_different_line_endings_are_not_a_new_place(client, open_house):
    send(client, open_house)
    Event.objects.update(venue=open_house.venue.replace("\n", "\r\n"))
    inform()

    assert subjects() == []


def test_every_calendar_file_has_an_organizer(client, open_house):
    """RFC 5546 requires an ORGANIZER wherever there is a METHOD."""
    send(client, open_house)
    public = client.get(f"/events/{open_house.pk}/calendar.ics").content.decode()

    for text in (public, mails()[0].attachments[0]["text"]):
        (entry,) = Calendar.from_ical(text).walk("VEVENT")
        assert str(entry["ORGANIZER"]).removeprefix("mailto:") in settings.DEFAULT_FROM_EMAIL


def test_an_event_that_fails_does_not_hold_up_others(client, open_house, caplog):
    second = event_with_page("Evening class")
    for event in (open_house, second):
        send(client, event, f"somebody-at-{event.pk}@example.test")
    open_house.registrations.update(email="no address any more")
    Event.objects.update(is_called_off=True)
    with pytest.raises(CommandError, match="send_event_news"):
        call_command("run_worker", once=True)

    assert mails(f"somebody-at-{second.pk}@example.test")[-1].subject == "Canceled: Evening class"
    assert f"This was event {open_house.pk}." in caplog.text


def test_attendees_are_told_when_the_rest_is_canceled_and_get_no_reminder(client, open_house):
    with in_days(5):
        send(client, open_house)
    move(open_house, open_house.starts_at, ends_at=open_house.starts_at + timedelta(days=2))
    with in_days(6.5):
        inform()
    with in_days(7.5):
        inform()
        Event.objects.update(is_called_off=True)
        inform()

    assert subjects() == ["New time", "Canceled"]
