"""Calendar feeds, read with a client library and compared with the roster."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from wagtail.users.models import UserProfile

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.booking import give_up, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.changes import change_following, change_shift
from clinic_hours.shifts.services.supervision import withdraw_instructor
from tests.factories.clinic import NOW
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series

from .feeds import DAY, calendar_of, event_of, events_of, fresh, read, uid

pytestmark = pytest.mark.django_db

LONG = date(2028, 12, 31)
NEW_YORK = ZoneInfo("America/New_York")


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
