"""Mail about shifts carries a calendar file, with the same METHOD in its MIME type (RFC 6047)."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import give_up, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series
from tests.integration.clinic_hours.notices.mailbox import received

from .feeds import event_of, uid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = OUTBOX
    with time_machine.travel(NOW, tick=False):
        yield


def calendars_for(person) -> list[Calendar]:
    """Return the calendar files that a person got, in the order of their mails."""
    found = []
    for mail in received():
        for part in mail.walk():
            if mail["To"] == person.email and part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_content())
                assert part.get_param("method") == calendar["METHOD"]
                found.append(calendar)
    return found


def test_a_booked_shift_is_the_same_event_as_in_the_feed(cora, rosa, lucia):
    shift = planned(cora, rosa, room="Room 2")
    booked(lucia, shift)
    (calendar,) = calendars_for(lucia.student)
    (event,), in_feed = calendar.walk("VEVENT"), event_of(lucia.student, shift)
    assert calendar["METHOD"] == "PUBLISH"
    for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE", "URL"):
        assert event[name] == in_feed[name]
    assert event["DTSTART"].dt == in_feed["DTSTART"].dt == shift.starts_at


@pytest.mark.parametrize("act", ["gives up", "is taken off", "is cancelled"])
def test_what_is_over_removes_it_with_a_higher_sequence(cora, rosa, lucia, act):
    shift = planned(cora, rosa)
    place = booked(lucia, shift)
    shift.refresh_from_db()
    if act == "gives up":
        give_up(actor=lucia.student, place=place, now=NOW)
    elif act == "is taken off":
        take_off(actor=cora, place=place, reason="Ill", now=NOW)
    else:
        cancel_shift(actor=cora, shift=shift, version=shift.version, reason="No water", now=NOW)
    first, last = sorted(calendars_for(lucia.student), key=lambda each: each["METHOD"])[::-1]
    assert (first["METHOD"], last["METHOD"]) == ("PUBLISH", "CANCEL")
    (event,), (known,) = last.walk("VEVENT"), first.walk("VEVENT")
    assert event["UID"] == known["UID"] == uid(shift)
    assert event["SEQUENCE"] == event_of(lucia.student, shift)["SEQUENCE"] == 1
    assert event["STATUS"] == "CANCELLED"


def test_several_shifts_are_one_file(cora, rosa, lucia):
    series = planned_series(cora, rosa, last_on=NEXT_WEEK + timedelta(days=7))
    shifts = list(series.shifts.select_related("site"))
    for shift in shifts:
        booked(lucia, shift)
    from_now_on = {each["METHOD"] for each in calendars_for(rosa.user)}
    assert from_now_on == set()
    for shift in Shift.objects.all():
        cancel_shift(actor=cora, shift=shift, version=shift.version, reason="No water", now=NOW)
    assert {str(e["UID"]) for c in calendars_for(rosa.user) for e in c.walk("VEVENT")} == {
        uid(shift) for shift in shifts
    }


def test_a_place_in_line_has_nothing_for_the_calendar(cora, rosa, lucia, mei):
    shift = planned(cora, rosa, places=1)
    booked(mei, shift)
    waiting = booked(lucia, shift, or_wait=True)
    take_off(actor=cora, place=Place.objects.get(pk=waiting.pk), reason="Wrong day", now=NOW)
    assert calendars_for(lucia.student) == []
