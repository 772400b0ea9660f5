"""Clocking in and out at a kiosk with number and PIN."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from clinic_hours.attendance.models import ClockRequest, Presence, Punch
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.kiosk.services.receiving import claim
from clinic_hours.kiosk.views.messages import message_in
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import ClinicSiteFactory, EnrollmentFactory, SupervisorFactory
from tests.factories.shifts import at, booked, planned, punched

from .conftest import PIN, words

pytestmark = pytest.mark.django_db(transaction=True)


def of_lucia(lucia):
    return Punch.objects.filter(person=lucia.student).order_by("pk")


def test_a_student_clocks_in_and_is_greeted_by_first_name(tablet, number, lucia):
    response = tablet.punch(number, PIN)
    assert response.status_code == 200
    assert words(response) == (
        "Hello, Lucía You're clocked in at 1:58 pm. "
        "Your hours count from 2:00 pm, when the shift starts."
    )
    made = of_lucia(lucia).get()
    assert (made.kind, made.method, made.device, made.device_seq) == (
        *("in", "kiosk_pin"),
        *(tablet.device, 1),
    )
    assert not (made.is_offline or made.is_uncertain or made.is_held)
    assert "Ferrer" not in response.text


def test_the_answer_is_in_both_languages(tablet, number):
    assert words(tablet.punch(number, PIN), "es").startswith("Hola, Lucía")


def test_a_break_ends_with_clocking_in_and_the_hours_are_told_at_the_end(
    tablet, number, clock, shift, lucia
):
    tablet.punch(number, PIN)
    for kind, then, said in (
        ("break", "15:00", "Goodbye, Lucía Your break began at 3:00 pm. Clock in when"),
        ("in", "15:30", "Hello, Lucía Your break ended at 3:30 pm."),
        ("out", "18:00", "Goodbye, Lucía You clocked out at 6:00 pm. 3.50 h today, waiting for R"),
    ):
        clock.move_to(at(shift, then))
        assert words(tablet.punch(number, PIN, kind)).startswith(said)
    assert [each.kind for each in of_lucia(lucia)] == ["in", "break", "back", "out"]


def test_one_too_many_is_held_and_told_who_is_awaited(tablet, number, mei, shift):
    others = (mei, EnrollmentFactory())
    for each in others:
        booked(each, shift)
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=2)
    for each in others:
        punched(each.student, shift, "in", "13:50")
    response = tablet.punch(number, PIN)
    assert response.json()["outcome"] == "held"
    assert words(response) == (
        "Hello, Lucía Please wait: 2 students are here for one instructor. "
        "Your clock-in at 1:58 pm is kept."
    )


def test_an_instructor_clocks_with_a_number_of_their_own(tablet, roses, rosa, clock, shift):
    clock.move_to(at(shift, "18:05"))
    assert words(tablet.punch(f"P-{roses}", PIN, "out")).startswith("Goodbye, Rosa")


def test_a_badge_is_a_way_of_its_own(tablet, number, lucia):
    tablet.punch(number, PIN, badge="1")
    assert of_lucia(lucia).get().method == "badge"


@pytest.mark.parametrize("form", ["json", "form"])
def test_a_message_is_a_form_or_json(tablet, number, lucia, form):
    values = {name: str(value) for name, value in tablet.message(number, PIN).items()}
    values["signature"] = tablet.sign("punch", values)
    more = {"content_type": "application/json"} if form == "json" else {}
    assert tablet.browser.post("/kiosk/punch/", values, **more).status_code == 200


def test_a_message_sent_again_gets_the_same_answer_and_is_recorded_once(
    tablet, number, lucia, clock
):
    same = tablet.message(number, PIN)
    first = tablet.post("punch", same)
    clock.shift(timedelta(minutes=3))
    again = tablet.post("punch", same)
    assert (again.status_code, again.json()) == (200, first.json())
    assert of_lucia(lucia).count() == 1


def test_a_refused_message_sent_again_counts_no_second_wrong_try(tablet, number):
    same = tablet.message(number, "999999")
    for _time in range(8):
        response = tablet.post("punch", same)
    assert response.status_code == 422
    assert words(response) == "Not recorded That number and PIN don't match."
    assert tablet.punch(number, PIN).status_code == 200


@pytest.mark.parametrize("kind", ["in", "out"])
def test_a_connection_cut_before_the_answer_was_kept_loses_nothing(
    tablet, number, lucia, clock, kind
):
    """The process ends between the punch and its answer: the next delivery finds the punch."""
    if kind == "out":
        tablet.punch(number, PIN)
        clock.shift(timedelta(minutes=10))
    same = tablet.message(number, PIN, kind)
    first = tablet.post("punch", same)
    Delivery.objects.filter(uuid=same["uuid"]).update(punch=None, answered_at=None)
    clock.shift(timedelta(minutes=5))
    assert tablet.post("punch", same).json() == first.json()
    assert [each.kind for each in of_lucia(lucia)] == ["in", "out"][: 1 + (kind == "out")]


def test_a_connection_cut_after_the_claim_loses_nothing(tablet, number, lucia, clock):
    same = {name: str(value) for name, value in tablet.message(number, PIN).items()}
    blank = {"badge": "", "uncertain": ""}
    claim(tablet.device, message_in(blank | same), timezone.now())
    assert not Punch.objects.filter(person=lucia.student).exists()
    clock.shift(timedelta(minutes=5))
    assert tablet.post("punch", same).status_code == 200
    assert of_lucia(lucia).get().at == at(lucia.places.get().shift, "13:58")


def test_a_forgotten_clock_out_is_ended_by_rule_and_told(cora, rosa, site, lucia, tablet, number):
    early = planned(cora, rosa, day=at_day(lucia) - timedelta(days=1))
    booked(lucia, early)
    punched(lucia.student, early, "in", "14:00")
    response = tablet.punch(number, PIN)
    assert response.status_code == 200
    assert "Your last clock-out is missing." in words(response)
    assert [each.kind for each in of_lucia(lucia)] == ["in", "lapse", "in"]


def at_day(enrollment):
    return enrollment.places.get().shift.local_date


def test_without_a_booked_shift_one_is_told_so(tablet, number, mei):
    set_pin(actor=mei.student, pin=PIN)
    response = tablet.punch(mei.student_number, PIN)
    assert response.status_code == 422
    assert words(response) == (
        "Not recorded You have no booked shift here now. Ask your instructor or the clinic office."
    )
    assert not Presence.objects.filter(person=mei.student).exists()


def test_after_the_shift_nobody_clocks_in(tablet, number, clock, shift):
    clock.move_to(at(shift, "18:01"))
    assert "no booked shift here now" in words(tablet.punch(number, PIN))


def test_clocking_in_twice_and_out_without_in_are_refused(tablet, number, lucia):
    assert "not clocked in" in words(tablet.punch(number, PIN, "out"))
    tablet.punch(number, PIN)
    assert "already clocked in" in words(tablet.punch(number, PIN))
    assert of_lucia(lucia).count() == 1


def test_somebody_still_clocked_in_at_another_site_is_told_where(
    cora, rosa, lucia, tablet, number, clock
):
    site = ClinicSiteFactory(name="Riverside")
    away = planned(cora, SupervisorFactory(), site=site, start=time(12), end=time(13))
    booked(lucia, away)
    punched(lucia.student, away, "in", "12:00")
    response = tablet.punch(number, PIN)
    assert "You are still clocked in at Riverside since" in words(response)


def test_this_is_not_me_keeps_the_entry_and_asks_the_instructor(tablet, number, lucia, shift):
    same = tablet.message(number, PIN)
    tablet.post("punch", same)
    flag = {"uuid": same["uuid"], "device_at": same["device_at"]}
    for _twice in range(2):
        assert tablet.post("not-me", flag).json()["outcome"] == "flagged"
    asked = ClockRequest.objects.get()
    assert (asked.shift, asked.person, asked.device) == (shift, lucia.student, tablet.device)
    assert "This isn't me" in asked.reason
    assert of_lucia(lucia).count() == 1
    assert tablet.post("not-me", {**flag, "uuid": uuid4()}).status_code == 422


@pytest.mark.parametrize("typed", ["theirs", "PC-nobody"])
def test_who_could_not_clock_in_asks_and_learns_nothing_about_the_number(
    tablet, number, shift, lucia, typed, clock
):
    said = {
        "number": number if typed == "theirs" else typed,
        "reason": "I forgot my PIN.",
        "device_at": at(shift, "13:58").isoformat(),
    }
    response = tablet.post("request", said)
    assert words(response) == "Thank you Your instructor is asked to confirm that you are here."
    asked = ClockRequest.objects.get()
    assert (asked.shift, asked.reason) == (shift, "I forgot my PIN.")
    assert asked.person == (lucia.student if typed == "theirs" else None)
    assert not of_lucia(lucia).exists()
