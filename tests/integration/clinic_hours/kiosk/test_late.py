"""Taps that come late, out of order, or with a doubtful time. None is lost, none counts twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic_hours.attendance.models import ClockRequest, Punch
from clinic_hours.attendance.services.attesting import correct
from clinic_hours.attendance.services.closing import Answers, close_shift
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.sessions.models import ClinicSession
from tests.factories.shifts import at

from .conftest import PIN, words
from .tablet import Tablet

pytestmark = pytest.mark.django_db(transaction=True)


def minutes() -> list[tuple[int, str]]:
    return list(ClinicSession.objects.values_list("minutes", "provenance"))


def test_two_tablets_without_connection_may_send_in_any_order(
    tablet, number, cora, site, shift, clock
):
    other = Tablet(cora, site, "Back room")
    for each in (tablet, other):
        each.heartbeat(at=at(shift, "13:58"))
    clock.move_to(at(shift, "14:20"))
    left = other.punch(number, PIN, "out", at=at(shift, "14:12"))
    came = tablet.punch(number, PIN, "in", at=at(shift, "14:00"))
    assert [left.status_code, came.status_code] == [422, 200]
    assert "You are not clocked in." in words(left)
    assert ClockRequest.objects.get().shift == shift  # the instructor is asked when she left
    assert Punch.objects.filter(device__isnull=False).count() == 1


def test_what_was_kept_for_a_shift_that_is_closed_meanwhile_waits_for_its_instructor(
    tablet, number, lucia, place, rosa, shift, clock
):
    clock.move_to(at(shift, "17:50"))
    tablet.heartbeat()
    clock.move_to(at(shift, "18:00"))
    absent = Answers(absences={place.pk: "absent"})
    close_shift(actor=rosa.user, shift=shift, answers=absent)
    clock.move_to(at(shift, "18:02"))
    response = tablet.punch(number, PIN, at=at(shift, "17:55"))
    assert response.status_code == 422
    assert words(response).startswith("Not recorded")
    asked = ClockRequest.objects.get()
    assert (asked.person, asked.shift) == (lucia.student, shift)
    assert not Punch.objects.filter(person=lucia.student).exists()


def test_the_time_of_a_tablet_whose_clock_was_changed_counts_once_the_instructor_says_so(
    tablet, number, lucia, rosa, shift, clock
):
    """The tablet notices: its steady clock and the other one disagree."""
    tablet.punch(number, PIN)
    clock.move_to(at(shift, "18:00"))
    tapped = timezone.now() - timedelta(minutes=5)
    assert tablet.punch(number, PIN, "out", at=tapped, uncertain="1").status_code == 200
    assert minutes() == []
    left = Punch.objects.get(person=lucia.student, kind="out")
    assert left.is_uncertain
    correct(actor=rosa.user, punch=left, at=at(shift, "17:55"), reason="I saw her leave.")
    assert minutes() == [(235, "attested")]


def test_a_pin_from_before_is_refused(tablet, number, lucia):
    set_pin(actor=lucia.student, pin="862047")
    assert "That number and PIN don't match." in words(tablet.punch(number, PIN))
    assert tablet.punch(number, "862047").status_code == 200
    assert Punch.objects.filter(person=lucia.student).count() == 1


@pytest.mark.parametrize("whose", ["hers", "nobody's"])
def test_who_can_not_clock_out_after_the_end_reaches_the_instructor(
    tablet, number, shift, clock, whose
):
    clock.move_to(at(shift, "18:04"))
    said = {"reason": "I forgot my PIN.", "device_at": timezone.now().isoformat()}
    tablet.post("request", said | {"number": number if whose == "hers" else "P-nobody"})
    assert ClockRequest.objects.get().shift == shift
