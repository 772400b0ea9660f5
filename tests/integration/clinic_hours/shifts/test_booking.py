"""Booking, waiting and giving up places."""

from datetime import time, timedelta

import pytest

from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import answer_offer, assign, book, give_up, take_off
from clinic_hours.shifts.services.supervision import assign_instructor
from clinic_hours.shifts.services.waiting import move_all_lines
from tests.factories.clinic import NOW, EnrollmentFactory, published_set
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db(transaction=True)

NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off of next Monday's shift


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1)


def refusal(act, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [finding.code for finding in refused.value.findings]


def state_of(place: Place) -> str:
    return Place.objects.get(pk=place.pk).status


def taken(shift: Shift) -> int:
    return Shift.objects.get(pk=shift.pk).taken


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_student_books_a_place_and_is_told(shift, lucia):
    place = booked(lucia, shift)
    assert (place.status, taken(shift)) == (PlaceState.BOOKED, 1)
    assert told(lucia.student) == ["shift_booked"]


def test_booking_twice_is_booking_once(shift, lucia):
    first, second = booked(lucia, shift), booked(lucia, shift)
    assert first == second
    assert taken(shift) == 1


def test_a_full_shift_takes_nobody_else_but_has_a_waiting_list(shift, lucia, mei):
    booked(lucia, shift)
    assert refusal(booked, mei, shift) == ["just_filled"]
    waiting = booked(mei, shift, or_wait=True)
    assert (waiting.status, waiting.queue_no, taken(shift)) == (PlaceState.WAITING, 1, 1)


def test_the_next_in_line_gets_a_place_that_is_given_up(shift, lucia, mei):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    give_up(actor=lucia.student, place=place, now=NOW)
    assert (state_of(place), state_of(waiting)) == (PlaceState.CANCELLED, PlaceState.BOOKED)
    assert taken(shift) == 1
    assert told(mei.student) == ["place_promoted"]


def test_someone_who_cannot_have_the_place_keeps_the_number_and_sees_why(shift, lucia, mei, cora):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ON_LEAVE)
    give_up(actor=lucia.student, place=place, now=NOW)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.queue_no) == (PlaceState.WAITING, 1)
    assert [each["code"] for each in waiting.passed_over] == ["enrollment_not_active"]
    assert taken(shift) == 0


def test_those_in_line_come_before_someone_who_books_now(shift, lucia, mei):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ON_LEAVE)
    give_up(actor=lucia.student, place=place, now=NOW)
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ACTIVE)
    assert refusal(booked, lucia, shift) == ["just_filled"]
    move_all_lines(NOW)
    assert state_of(waiting) == PlaceState.BOOKED


def test_after_the_cutoff_a_place_is_offered_and_can_be_accepted(shift, lucia, mei, cora):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    take_off(actor=cora, place=place, reason="Sick today", now=NEAR)
    assert state_of(waiting) == PlaceState.OFFERED
    assert taken(shift) == 1
    answer_offer(actor=mei.student, place=waiting, accept=True, now=NEAR + timedelta(hours=1))
    assert state_of(waiting) == PlaceState.BOOKED
    assert told(lucia.student) == ["shift_booked", "place_cancelled"]


def test_an_offer_that_runs_out_goes_to_the_next(shift, lucia, mei, cora):
    third = EnrollmentFactory()
    place = booked(lucia, shift)
    first, second = (booked(each, shift, or_wait=True) for each in (mei, third))
    take_off(actor=cora, place=place, reason="Sick today", now=NEAR)
    move_all_lines(NEAR + timedelta(hours=4))
    assert (state_of(first), state_of(second)) == (PlaceState.RELEASED, PlaceState.OFFERED)
    late = {"actor": mei.student, "place": first, "accept": True}
    assert refusal(answer_offer, **late, now=NEAR + timedelta(hours=4)) == ["offer_is_over"]


def test_a_declined_offer_frees_the_place_if_nobody_else_waits(shift, lucia, mei, cora):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    take_off(actor=cora, place=place, reason="Sick today", now=NEAR)
    answer_offer(actor=mei.student, place=waiting, accept=False, now=NEAR)
    assert (state_of(waiting), taken(shift)) == (PlaceState.RELEASED, 0)


def test_students_cancel_until_the_cutoff(shift, lucia):
    place = booked(lucia, shift)
    assert refusal(give_up, actor=lucia.student, place=place, now=NEAR) == ["too_late_to_cancel"]
    assert taken(shift) == 1


def test_booking_closes_at_the_cutoff_but_the_office_can_still_assign(shift, lucia, cora):
    assert refusal(booked, lucia, shift, now=NEAR) == ["booking_is_over"]
    place = assign(actor=cora, shift=shift, enrollment=lucia, purpose="make_up", now=NEAR)
    assert (place.status, place.counts_clients) == (PlaceState.BOOKED, False)
    assert refusal(assign, actor=cora, shift=shift, enrollment=lucia, now=NEAR) == [
        "already_booked"
    ]


def test_a_shift_without_an_instructor_takes_nobody_until_it_has_one(cora, rosa, lucia, site):
    shift = planned(cora, None)
    assert refusal(booked, lucia, shift) == ["no_instructor"]
    waiting = booked(lucia, shift, or_wait=True)
    assert (waiting.status, taken(shift)) == (PlaceState.WAITING, 0)
    assign_instructor(actor=cora, shift=shift, supervisor=rosa, now=NOW)
    assert (state_of(waiting), taken(shift)) == (PlaceState.BOOKED, 1)


def test_an_instructor_supervises_no_more_students_than_the_sets_allow(cora, rosa, site):
    shift = planned(cora, rosa)
    under = published_set(students_per_supervisor=1)
    first, second = (EnrollmentFactory(requirement_set=under) for _ in range(2))
    booked(first, shift)
    assert refusal(booked, second, shift) == ["another_instructor_needed"]


def test_two_shifts_at_once_cannot_be_booked(shift, cora, lucia):
    other = planned(cora, None, start=time(17), end=time(20))
    other_lead = booked(lucia, shift)
    assert "already_busy" in refusal(booked, lucia, other)
    assert state_of(other_lead) == PlaceState.BOOKED


def test_the_daily_cap_counts_what_is_booked(cora, rosa, lucia, site):
    booked(lucia, planned(cora, rosa))
    evening = planned(cora, rosa, start=time(19), end=time(22))
    assert refusal(booked, lucia, evening) == ["over_cap_that_day"]


def test_a_shift_of_another_programs_category_cannot_be_booked(cora, rosa, lucia, site):
    shift = planned(cora, rosa, category="needling")
    assert refusal(booked, lucia, shift) == ["category_of_another_program"]


def test_nobody_books_for_someone_else(shift, lucia, mei):

    with pytest.raises(NotAllowed):
        book(actor=mei.student, shift=shift, enrollment=lucia, now=NOW)
    assert taken(shift) == 0


def test_a_line_that_cannot_move_is_not_written_to(shift, lucia, mei):
    place, waiting = booked(lucia, shift), booked(mei, shift, or_wait=True)
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ON_LEAVE)
    give_up(actor=lucia.student, place=place, now=NOW)
    before = Shift.objects.get(pk=shift.pk).version
    move_all_lines(NOW)
    assert Shift.objects.get(pk=shift.pk).version == before
    assert state_of(waiting) == PlaceState.WAITING
