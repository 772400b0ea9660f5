"""Calendar feeds, read with a client library and compared with the roster."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from wagtail.users.models import UserProfile

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.models import CalendarFeed, Place, Shift
from clinic_hours.shifts.selectors.feeds import address_of, token_of
from clinic_hours.shifts.selectors.previews import preview_of, values_of
from clinic_hours.shifts.services.booking import give_up, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.changes import change_following, change_shift
from clinic_hours.shifts.services.feeds import open_feed, renew_feed, revoke_feed
from clinic_hours.shifts.services.supervision import withdraw_instructor
from home.core.models.actors import Person
from tests.factories.clinic import NOW
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LONG = date(2028, 12, 31)
NEW_YORK = ZoneInfo("America/New_York")


def path_of(person: Person) -> str:
    open_feed(person=person, now=NOW)
    feed = CalendarFeed.objects.get(user=person, revoked_at=None)
    return reverse("hours:calendar_feed", args=[token_of(feed)])


def read(person: Person, now: datetime = NOW, **headers):
    """Return the answer that a calendar app gets, which is not signed in."""
    with time_machine.travel(now, tick=False):
        return Client().get(path_of(person), headers=headers)


def calendar_of(person: Person, now: datetime = NOW) -> Calendar:
    return Calendar.from_ical(read(person, now).content)


def events_of(person: Person, now: datetime = NOW) -> dict[str, dict]:
    """Return {UID: event} of a person's feed."""
    return {str(each["UID"]): each for each in calendar_of(person, now).walk("VEVENT")}


def uid(shift: Shift) -> str:
    return f"{shift.public_id}@127.0.0.1"


def event_of(person: Person, shift: Shift, now: datetime = NOW):
    return events_of(person, now)[uid(shift)]


def fresh(shift: Shift) -> Shift:
    return Shift.objects.select_related("site", "series").get(pk=shift.pk)


def test_a_students_feed_has_the_booked_shifts_and_no_others(cora, rosa, lucia, mei):
    mine = planned(cora, rosa)
    booked(lucia, mine)
    booked(mei, planned(cora, rosa, day=NEXT_WEEK + DAY))
    (event,) = events_of(lucia.student).values()
    assert event["UID"] == uid(mine)
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == f"Clinic shift at {mine.site}"
    assert event["DESCRIPTION"] == f"Instructor: {rosa.printed_name}"
    assert event["URL"].endswith(f"/hours/shifts/{mine.public_id}/")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (mine.starts_at, mine.ends_at)
    assert str(event["DTSTART"].dt.tzinfo) == "America/New_York"


def test_an_instructors_feed_has_the_duties_and_names_no_student(cora, rosa, lucia):
    shift = planned(cora, rosa)
    booked(lucia, shift)
    assert list(events_of(rosa.user)) == [uid(shift)]
    assert "Luc" not in read(rosa.user).content.decode()


def test_someone_who_studies_and_supervises_has_both(cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    teaching = Supervisor.objects.create(user=lucia.student, printed_name="Lucía Ferrer, LMT")
    shift = planned(cora, None, day=NEXT_WEEK + DAY)
    shift.duties.create(
        supervisor=teaching, from_at=shift.starts_at, to_at=shift.ends_at, confirmed_at=NOW
    )
    summaries = {str(each["SUMMARY"]) for each in events_of(lucia.student).values()}
    assert summaries == {
        f"Clinic shift at {shift.site}",
        f"Clinic shift at {shift.site} (instructor)",
    }


@pytest.mark.parametrize(
    ("first", "change"), [(date(2027, 3, 8), "2027-03-14"), (date(2027, 11, 1), "2027-11-07")]
)
def test_over_both_clock_changes_a_client_reads_the_rosters_times(cora, rosa, lucia, first, change):
    rosa.credentials.update(expires_on=LONG)
    days = {"first_on": first, "last_on": first + 13 * DAY, "weekdays": (0, 5, 6)}
    planned_series(cora, rosa, start=time(22), end=time(4), ends_next_day=True, **days)
    shifts = {uid(shift): shift for shift in Shift.objects.all()}
    assert len(shifts) == 6
    for shift in shifts.values():
        read_as = event_of(rosa.user, shift)
        assert (read_as["DTSTART"].dt, read_as["DTEND"].dt) == (shift.starts_at, shift.ends_at)
        assert read_as["DTSTART"].dt.hour == 22
    (zone,) = calendar_of(rosa.user).walk("VTIMEZONE")
    changes = [each["DTSTART"].dt.date().isoformat() for each in zone.subcomponents]
    repeats = [
        day.dt.date().isoformat()
        for each in zone.subcomponents
        for rows in [each.get("RDATE", [])]
        for row in (rows if isinstance(rows, list) else [rows])
        for day in row.dts
    ]
    assert change in changes + repeats


def test_the_second_of_two_equal_hours_is_not_mistaken_for_the_first(cora, rosa):
    rosa.credentials.update(expires_on=LONG)
    shift = planned(cora, rosa, day=date(2027, 11, 6), start=time(22), end=time(23))
    twice = datetime(2027, 11, 7, 1, 30, fold=1, tzinfo=NEW_YORK)
    Shift.objects.filter(pk=shift.pk).update(ends_at=twice)
    shift.duties.update(to_at=twice)
    assert event_of(rosa.user, shift)["DTEND"].dt == twice.astimezone(ZoneInfo("UTC"))


def test_this_and_following_keeps_the_uids_and_raises_the_sequence(cora, rosa, lucia):
    series = planned_series(cora, rosa, last_on=NEXT_WEEK + 14 * DAY)
    for shift in series.shifts.all():
        booked(lucia, shift)
    before = events_of(lucia.student)
    second = fresh(series.shifts.all()[1])
    later = Shift.objects.filter(series=series, series_date__gte=second.series_date)
    plan = replace(values_of(series), first_on=second.series_date, start=time(15), end=time(19))
    digest = preview_of(plan, instead_of=later).digest
    change_following(
        actor=cora, shift=second, version=second.version, values=plan, digest=digest, now=NOW
    )
    after = events_of(lucia.student)
    assert set(after) == set(before)
    assert [each["SEQUENCE"] for each in after.values()] == [0, 1, 1]
    assert [each["DTSTART"].dt.hour for each in after.values()] == [14, 15, 15]


def test_a_moved_shift_is_the_same_event_at_its_new_time(cora, rosa, lucia):
    shift = planned(cora, rosa)
    booked(lucia, shift)
    shift, plan = fresh(shift), values_of(fresh(shift).series)
    moved = replace(plan, start=time(8), end=time(12))
    digest = preview_of(moved, instead_of=Shift.objects.filter(pk=shift.pk)).digest
    change_shift(
        actor=cora, shift=shift, version=shift.version, values=moved, digest=digest, now=NOW
    )
    event = event_of(lucia.student, shift)
    assert (event["DTSTART"].dt.hour, event["DTEND"].dt.hour, event["SEQUENCE"]) == (8, 12, 1)


def test_a_cancelled_shift_is_said_to_be_so_for_sixty_days(cora, rosa, lucia):
    shift = planned(cora, rosa)
    booked(lucia, shift)
    shift = fresh(shift)
    cancel_shift(actor=cora, shift=shift, version=shift.version, reason="Water damage", now=NOW)
    for person in (lucia.student, rosa.user):
        event = event_of(person, shift)
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert event["SUMMARY"].startswith("Canceled: ")
        assert event["DESCRIPTION"] == "This shift was canceled: Water damage"
    assert uid(shift) in events_of(lucia.student, shift.ends_at + 60 * DAY)
    assert events_of(lucia.student, shift.ends_at + 61 * DAY) == {}


def test_a_place_that_was_given_up_is_cancelled_until_it_is_booked_again(cora, rosa, lucia):
    shift = planned(cora, rosa)
    give_up(actor=lucia.student, place=booked(lucia, shift), now=NOW)
    event = event_of(lucia.student, shift)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DESCRIPTION"] == "You are no longer on this shift."
    booked(lucia, shift)
    again = event_of(lucia.student, shift)
    assert (again["STATUS"], again["SEQUENCE"]) == ("CONFIRMED", 1)


def test_whoever_only_waited_never_had_it_in_the_calendar(cora, rosa, lucia, mei):
    shift = planned(cora, rosa, places=1)
    booked(mei, shift)
    waiting = booked(lucia, shift, or_wait=True)
    assert waiting.status == Place.Status.WAITING
    take_off(actor=cora, place=waiting, reason="Wrong program", now=NOW)
    assert events_of(lucia.student) == {}


def test_an_instructor_who_withdrew_sees_it_cancelled(cora, rosa):
    shift = planned(cora, rosa)
    withdraw_instructor(actor=cora, duty=shift.duties.get(), now=NOW)
    event = event_of(rosa.user, shift)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_an_address_works_until_it_is_renewed_or_turned_off(cora, rosa, client):
    old = path_of(rosa.user)
    assert client.get(old).status_code == 200
    renew_feed(person=rosa.user, now=NOW)
    gone = client.get(old)
    assert gone.status_code == 404
    assert "This calendar address is not in use" in gone.content.decode()
    new = path_of(rosa.user)
    assert new != old
    revoke_feed(person=rosa.user, now=NOW)
    assert client.get(new).status_code == 404


def test_a_forged_address_works_for_nobody(rosa, client):
    path = path_of(rosa.user)
    other = CalendarFeed.objects.get().public_id.hex[::-1]
    public_id, signature = path.removesuffix(".ics").rpartition("/")[2].split(".")
    assert client.get(path.replace(public_id, other)).status_code == 404
    assert client.get(path.replace(signature, signature[::-1])).status_code == 404


def test_an_account_that_was_deactivated_has_no_feed(rosa, client):
    path = path_of(rosa.user)
    rosa.user.is_active = False
    rosa.user.save()
    assert client.get(path).status_code == 404


def test_an_instructor_who_no_longer_supervises_has_an_empty_feed(cora, rosa):
    planned(cora, rosa)
    Supervisor.objects.update(is_active=False)
    assert events_of(rosa.user) == {}


def test_a_student_who_left_keeps_past_shifts_and_has_later_ones_cancelled(cora, rosa, lucia):
    early, late = planned(cora, rosa), planned(cora, rosa, day=NEXT_WEEK + DAY)
    for shift in (early, late):
        booked(lucia, shift)
    Enrollment.objects.update(status=Enrollment.Status.ENDED, ended_on=early.local_date)
    assert event_of(lucia.student, early)["STATUS"] == "CONFIRMED"
    assert event_of(lucia.student, late)["STATUS"] == "CANCELLED"


def test_nothing_is_sent_again_until_something_changed(cora, rosa, lucia):
    shift = planned(cora, rosa)
    first = read(rosa.user)
    known = {"if-none-match": first["ETag"]}
    since = {"if-modified-since": first["Last-Modified"]}
    later = NOW + timedelta(minutes=5)
    assert read(rosa.user, later, **known).status_code == 304
    assert read(rosa.user, later, **since).status_code == 304
    booked(lucia, shift)  # an instructor's calendar does not show who comes
    assert read(rosa.user, later, **known).status_code == 304
    withdraw_instructor(actor=cora, duty=shift.duties.get(), now=later)
    assert read(rosa.user, later, **known).status_code == 200
    assert read(rosa.user, later, **since).status_code == 200
    assert first["Cache-Control"].startswith("private")


def test_a_shift_that_was_deleted_counts_as_a_change(cora, rosa):
    shift = planned(cora, rosa)
    first = read(rosa.user)
    shift.duties.all().delete()
    Shift.objects.filter(pk=shift.pk).delete()
    since = {"if-modified-since": first["Last-Modified"]}
    assert read(rosa.user, NOW + timedelta(minutes=5), **since).status_code == 200


def test_it_is_written_in_the_persons_language(cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    UserProfile.objects.create(user=lucia.student, preferred_language="es")
    (event,) = events_of(lucia.student).values()
    assert str(event["SUMMARY"]).startswith("Turno")


def test_long_names_and_separators_survive(cora, rosa, lucia, site):
    site.name = "Clínica; comunidad, norte\\sur " + "ñ" * 80
    site.save()
    booked(lucia, planned(cora, rosa, room="B, 2"))
    (event,) = events_of(lucia.student).values()
    assert event["LOCATION"].startswith(f"{site.name}, B, 2")
    assert max(map(len, read(lucia.student).content.split(b"\r\n"))) <= 75


def test_the_feed_says_how_it_is_meant(cora, rosa):
    planned(cora, rosa)
    answer = read(rosa.user)
    assert answer["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert Calendar.from_ical(answer.content)["METHOD"] == "PUBLISH"


def test_a_feed_takes_the_same_queries_for_any_number_of_shifts(
    cora, rosa, lucia, django_assert_num_queries
):
    path = path_of(rosa.user)
    planned(cora, rosa)
    Client().get(path)
    for days in (1, 2, 3, 4):
        booked(lucia, planned(cora, rosa, day=NEXT_WEEK + days * DAY))
    with django_assert_num_queries(5):  # the feed; duties, places and names; the change
        Client().get(path)
    with django_assert_num_queries(4):
        Client().get(path)


def test_the_page_shows_copies_replaces_and_turns_off_the_address(desk_of, rosa):
    browser, page = desk_of(rosa.user), reverse("hours:calendar")
    assert "You have no address yet" in browser.get(page).content.decode()
    browser.post(reverse("hours:calendar_make"))
    address = address_of(CalendarFeed.objects.get())
    shown = browser.get(page).content.decode()
    assert f'value="{address}"' in shown
    assert "We also email you" in shown
    assert 'href="webcal://' in shown
    browser.post(reverse("hours:calendar_renew"))
    assert address not in browser.get(page).content.decode()
    browser.post(reverse("hours:calendar_revoke"))
    assert "You have no address yet" in browser.get(page).content.decode()


def test_pressing_a_button_twice_makes_one_address(desk_of, rosa):
    browser = desk_of(rosa.user)
    for name in ("make", "make", "renew", "renew"):
        browser.post(reverse(f"hours:calendar_{name}"))
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
