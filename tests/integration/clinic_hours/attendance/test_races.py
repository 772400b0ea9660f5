"""Punches at the same moment, and a shift that closes or loses its instructor meanwhile. With a control."""

from functools import partial
from uuid import uuid4

import pytest

from clinic_hours.attendance.models import Draft, Presence, Punch
from clinic_hours.attendance.services import punching
from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.core.domain.errors import Refused
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import EnrollmentFactory, published_set
from tests.factories.shifts import at, booked, punched
from tests.races import meet_before, race, surprises, winners, with_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT, STUDENTS = 3, 6


@pytest.fixture
def students(shift, rosa):
    under = published_set()
    found = [EnrollmentFactory(requirement_set=under) for _number in range(STUDENTS)]
    for each in found:
        booked(each, shift)
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=LIMIT)
    punched(rosa.user, shift, "in", "13:55")
    return found


def here(shift: Shift) -> int:
    going_on = Presence.objects.filter(shift=shift, to_at=None, place__isnull=False)
    return going_on.filter(kind="here").count()


def test_two_kiosks_and_a_phone_clock_one_student_in_once(rosa_is_in, lucia):
    ways = ("kiosk_pin", "kiosk_pin", "phone_code")
    outcomes = race(
        *(partial(punched, lucia.student, rosa_is_in, "in", "14:00", method=way) for way in ways)
    )
    assert not surprises(outcomes, Refused)
    assert len(winners(outcomes)) == 1
    assert Punch.objects.filter(person=lucia.student).count() == 1


def test_one_punch_delivered_by_three_connections_is_recorded_once(rosa_is_in, lucia):
    same = uuid4()
    outcomes = race(
        *(partial(punched, lucia.student, rosa_is_in, "in", "14:00", uuid=same) for _ in range(3))
    )
    assert not surprises(outcomes)
    assert len({outcome.value for outcome in outcomes}) == 1


def test_never_more_students_start_than_the_instructor_may_supervise(shift, students):
    outcomes = race(*(partial(punched, each.student, shift, "in", "14:00") for each in students))
    assert not surprises(outcomes)
    assert here(shift) == LIMIT
    assert sum(outcome.value.is_held for outcome in outcomes) == STUDENTS - LIMIT


@with_row_locks
def test_without_the_shifts_lock_too_many_start(shift, students, monkeypatch):
    """The control of the test above: what the lock prevents."""
    monkeypatch.setattr(punching, "lock_running", lambda shift: Shift.objects.get(pk=shift.pk))
    meet_before(monkeypatch, punching, "append_punch", STUDENTS)
    race(*(partial(punched, each.student, shift, "in", "14:00") for each in students))
    assert here(shift) > LIMIT


def test_a_shift_closes_with_or_without_a_clock_out_of_the_same_moment(rosa_is_in, lucia, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    left = {lucia.student_id: at(rosa_is_in, "17:55")}
    close = partial(
        close_shift,
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(left=left),
        now=at(rosa_is_in, "18:00"),
    )
    outcomes = race(close, partial(punched, lucia.student, rosa_is_in, "out", "18:00"))
    assert not surprises(outcomes, Refused)
    assert outcomes[0].error is None
    assert not Presence.objects.filter(to_at=None).exists()
    assert Punch.objects.filter(person=lucia.student, kind="out").count() == 1
    assert ClinicSession.objects.count() == Draft.objects.count() == 1


def test_an_instructor_leaves_or_a_student_comes_but_nobody_is_left_alone(rosa_is_in, lucia, rosa):
    outcomes = race(
        partial(punched, rosa.user, rosa_is_in, "out", "14:10"),
        partial(punched, lucia.student, rosa_is_in, "in", "14:10"),
    )
    assert not surprises(outcomes, Refused)
    supervised = Presence.objects.filter(to_at=None, duty__isnull=False).exists()
    assert supervised or here(rosa_is_in) == 0
