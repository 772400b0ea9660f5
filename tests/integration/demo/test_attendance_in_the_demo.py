"""The demo school always has a shift that is on, with someone in each state that its page shows."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from clinic_hours.attendance.models import ClockRequest, Draft, Outcome, Presence, Punch
from clinic_hours.attendance.selectors.attended import accounts_of
from clinic_hours.attendance.selectors.live import Live, live_on
from clinic_hours.attendance.selectors.rolls import roll_of
from clinic_hours.kiosk.services.pins import who_is
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from portal.demo.calendar import closures
from portal.demo.clinic.attendance import load_attendance
from portal.demo.clinic.records import build_clinic, enroll_all
from portal.demo.curriculum import load_curriculum
from portal.demo.people import KIOSK_NUMBERS, PIN, load_people

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOURS = {
    "just after midnight on Christmas": datetime(2026, 12, 25, 5, 1, tzinfo=UTC),
    "the night in which clocks skip an hour": datetime(2027, 3, 14, 8, 10, tzinfo=UTC),
}


def on_at(now: datetime) -> Live:
    (shift,) = Shift.objects.filter(starts_at__lte=now, ends_at__gt=now, site__slug="clinic")
    return live_on(shift, now, roll_of(shift))


def assert_someone_is_in_each_state(live: Live) -> None:
    late = [row.place.student.email for row in live.late if row.place]
    assert "andre@palmetto.test" in late
    assert [row.late_by for row in live.here if row.late_by] == [17]
    several = (live.here, live.supervisors, live.waiting, live.on_break, live.requests)
    assert list(map(len, several)) == [5, 1, 1, 1, 1]


@pytest.mark.parametrize("now", HOURS.values(), ids=HOURS)
def test_a_shift_is_on_whenever_the_demo_is_loaded(now):
    with time_machine.travel(now, tick=False):
        people, rules = load_people(), load_curriculum(now)["massage-therapy"]
        for closure in closures(timezone.localdate()):
            closure.save()
        clinic = build_clinic(people, rules, timezone.localdate())
        enrollments = enroll_all(people, clinic, rules, timezone.localdate())
        load_attendance(clinic, enrollments, people, now)

    assert_someone_is_in_each_state(on_at(now))


def test_the_demos_shift_that_is_on_has_someone_in_each_state(demo_school):
    assert_someone_is_in_each_state(on_at(timezone.now()))


def test_of_yesterdays_shift_a_clock_out_is_missing(demo_school):
    """Nobody has closed it, so that its page of closing can be seen."""
    now = timezone.now()
    shift = Shift.objects.get(local_date=timezone.localdate() - DAY, site__slug="clinic", taken=5)
    accounts = accounts_of(shift, now).values()

    assert shift.status == ShiftState.PLANNED
    assert [account.lacks_an_end for account in accounts].count(True) == 1
    assert [account.is_ready for account in accounts].count(True) == 3
    assert [account.spans for account in accounts].count(()) == 1


def test_an_absence_is_excused(demo_school):
    outcome = Outcome.objects.get(kind=Outcome.Kind.EXCUSED, is_current=True)
    assert outcome.by.email == "cora@palmetto.test"
    assert outcome.place.shift.status == ShiftState.CLOSED
    assert outcome.place.outcomes.filter(kind=Outcome.Kind.ABSENT).exists()


def test_no_session_says_that_it_was_clocked_without_clock_times(demo_school):
    clocked = ClinicSession.objects.exclude(provenance__in=["typed", "attested"])
    assert clocked.exists()
    for draft in Draft.objects.filter(session__in=clocked):
        assert Presence.objects.filter(place=draft.place).exists()
    assert clocked.count() == Draft.objects.filter(session__in=clocked).count()


def test_students_and_instructors_of_the_demo_clock_in_with_its_pin(demo_school):
    now = timezone.now()
    andre = Enrollment.objects.get(student__email="andre@palmetto.test")
    assert who_is(andre.student_number, PIN, now) == andre.student
    assert who_is(KIOSK_NUMBERS["rosa"], PIN, now).email == "rosa@palmetto.test"


def test_nobody_did_anything_in_the_future(demo_school):
    now = timezone.now()
    assert not Punch.objects.filter(at__gt=now).exists()
    assert not ClockRequest.objects.filter(asked_at__gt=now).exists()
    assert not Outcome.objects.filter(at__gt=now).exists()
