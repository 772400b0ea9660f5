"""At the same moment: deliveries of one message, tablets, phones, and a shift that changes. With controls."""

from functools import partial
from threading import Event

import pytest
from django.test import Client

from clinic_hours.attendance.models import ClockRequest, Presence, Punch
from clinic_hours.attendance.services import punching
from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.core.domain.errors import Refused
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services import receiving
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import EnrollmentFactory
from tests.factories.shifts import at, booked, punched
from tests.races import PATIENCE_SECONDS, meet_before, race, surprises, with_row_locks

from .conftest import PIN
from .tablet import Tablet
from .test_phones import address, fields

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT, STUDENTS = 2, 5
LONG_ENOUGH = 0.7  # seconds in which another act ends, unless it waits for a lock


def answers(*acts):
    """Return what each act answered, all at the same moment. None may be an error of the server."""
    outcomes = race(*acts)
    assert not surprises(outcomes)
    return [outcome.value for outcome in outcomes]


def here(shift) -> int:
    return Presence.objects.filter(
        shift=shift, to_at=None, kind="here", place__isnull=False
    ).count()


def another_connection(tablet: Tablet, message) -> partial:
    """Return the delivery of a message by a connection of its own."""
    copy = object.__new__(Tablet)
    copy.__dict__ = dict(tablet.__dict__, browser=Client())
    copy.browser.cookies["kiosk"] = tablet.browser.cookies["kiosk"].value
    return partial(copy.post, "punch", message)


def test_one_message_by_three_connections_is_one_punch_with_one_answer(
    tablet, number, lucia, shift
):
    punched(lucia.student, shift, "in", "13:50")
    message = tablet.message(number, PIN, "out")
    said = answers(*(another_connection(tablet, message) for _each in range(3)))
    assert {(each.status_code, each.text) for each in said} == {(200, said[0].text)}
    assert Punch.objects.filter(person=lucia.student, kind="out").count() == 1


@pytest.mark.parametrize("kind", ["in", "out"])
def test_a_message_that_is_delivered_again_while_it_is_carried_out_has_one_answer(
    tablet, number, lucia, shift, monkeypatch, kind
):
    """As after the eight seconds for which a tablet waits: the second is done before the first."""
    if kind == "out":
        punched(lucia.student, shift, "in", "13:50")
    message, usual, second = tablet.message(number, PIN, kind), receiving.who_is, []

    def slowly(*typed):
        person = usual(*typed)
        monkeypatch.setattr(receiving, "who_is", usual)
        second.append(tablet.post("punch", message))
        return person

    monkeypatch.setattr(receiving, "who_is", slowly)
    first = tablet.post("punch", message)
    assert (first.status_code, first.json()) == (200, second[0].json())
    assert Delivery.objects.get().punch == Punch.objects.get(person=lucia.student, kind=kind)
    assert not ClockRequest.objects.exists()


def test_two_kiosks_and_a_phone_clock_one_student_in_once(tablet, number, lucia, cora, site):
    phone, where, other = Client(), address(site), Tablet(cora, site)
    phone.force_login(lucia.student)
    typed = fields(phone.get(where)) | {"kind": "in"}
    said = answers(
        partial(tablet.punch, number, PIN),
        partial(other.punch, number, PIN),
        partial(phone.post, where, typed),
    )
    assert sorted(each.status_code for each in said)[1:] == [422, 422]
    assert all("already clocked in" in each.text for each in said if each.status_code == 422)
    assert Punch.objects.filter(person=lucia.student).count() == 1


@pytest.fixture
def at_tablets(tablet, place, shift, lucia, cora, site):
    """Return the clock-ins of five students, each at a tablet of their own. Two may start."""
    acts = []
    for _each in range(STUDENTS):
        student = EnrollmentFactory(requirement_set=lucia.requirement_set)
        booked(student, shift)
        set_pin(actor=student.student, pin=PIN)
        acts.append(partial(Tablet(cora, site).punch, student.student_number, PIN))
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=LIMIT)
    return acts


def without_the_lock(monkeypatch) -> None:
    """Remove the lock. Nothing holds up the other act then, so its end is waited for, however late."""
    monkeypatch.setattr(punching, "lock_running", lambda shift: Shift.objects.get(pk=shift.pk))
    monkeypatch.setattr(f"{__name__}.LONG_ENOUGH", PATIENCE_SECONDS / 2)


def test_never_more_students_start_than_the_instructor_may_supervise(at_tablets, shift):
    said = answers(*at_tablets)
    assert sorted(each.json()["outcome"] for each in said) == ["held"] * 3 + ["in"] * LIMIT
    assert here(shift) == LIMIT


@with_row_locks
def test_without_the_shifts_lock_too_many_start(at_tablets, shift, monkeypatch):
    """The control of the test above: what the lock prevents."""
    without_the_lock(monkeypatch)
    meet_before(monkeypatch, punching, "append_punch", STUDENTS)
    answers(*at_tablets)
    assert here(shift) > LIMIT


@pytest.fixture
def meanwhile(monkeypatch):
    """Let a student's punch, between reading and writing, wait until another act has ended or can't."""
    has_read, ended, usual = Event(), Event(), punching.append_punch

    def slow(shift, who, *more, **columns):
        if who.place and not has_read.is_set():  # the other act may write a student's punch, too
            has_read.set()
            ended.wait(LONG_ENOUGH)
        return usual(shift, who, *more, **columns)

    monkeypatch.setattr(punching, "append_punch", slow)

    def act(work):
        has_read.wait(PATIENCE_SECONDS)
        try:
            return work()
        finally:
            ended.set()

    return act


def close_and_clock_out(tablet, number, shift, rosa, lucia, clock, meanwhile):
    punched(lucia.student, shift, "in", "14:00")
    clock.move_to(at(shift, "18:00"))
    left = {lucia.student_id: at(shift, "17:55")}
    close = partial(close_shift, actor=rosa.user, shift=shift, answers=Answers(left=left))
    return race(partial(meanwhile, close), partial(tablet.punch, number, PIN, "out"))


def leavings(lucia) -> int:
    return Punch.objects.filter(person=lucia.student, kind="out").count()


def test_a_shift_closes_with_or_without_a_clock_out_of_the_same_moment(
    tablet, number, shift, rosa, lucia, clock, meanwhile
):
    closed, said = close_and_clock_out(tablet, number, shift, rosa, lucia, clock, meanwhile)
    assert not surprises([closed, said])
    assert said.value.status_code in (200, 422)
    assert leavings(lucia) == 1
    assert not Presence.objects.filter(to_at=None).exists()


def come_as_the_instructor_leaves(tablet, number, roses, cora, site, meanwhile):
    leave = partial(Tablet(cora, site).punch, roses, PIN, "out")
    return race(partial(meanwhile, leave), partial(tablet.punch, number, PIN))


def is_left_alone(shift) -> bool:
    return here(shift) > 0 and not Presence.objects.filter(to_at=None, duty__isnull=False).exists()


def test_an_instructor_leaves_or_a_student_comes_but_nobody_is_left_alone(
    tablet, number, roses, cora, site, shift, meanwhile
):
    outcomes = come_as_the_instructor_leaves(tablet, number, roses, cora, site, meanwhile)
    assert not surprises(outcomes, Refused)
    assert {outcome.value.status_code for outcome in outcomes} <= {200, 422}
    assert not is_left_alone(shift)


@with_row_locks
def test_without_the_shifts_lock_a_student_is_left_alone(
    tablet, number, roses, cora, site, shift, meanwhile, monkeypatch
):
    """The control of the test above."""
    without_the_lock(monkeypatch)
    come_as_the_instructor_leaves(tablet, number, roses, cora, site, meanwhile)
    assert is_left_alone(shift)
