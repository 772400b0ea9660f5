"""Cover: one student asks, another takes the place, both agree."""

from datetime import timedelta

import pytest

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.selectors.visible import covers_visible_to
from clinic_hours.shifts.services.booking import give_up
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.covers.taking import give_back, refuse_cover, withdraw_cover
from clinic_hours.shifts.services.covers.waves import look_after_covers
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    SupervisorFactory,
    published_set,
)
from tests.factories.shifts import agreed, booked, covered_by, planned, wanted

pytestmark = pytest.mark.django_db

NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off of next Monday's shift


def refusal(act, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [finding.code for finding in refused.value.findings]


def state_of(row: Place | Cover) -> str:
    fresh = type(row).objects.get(pk=row.pk)
    return fresh.status if isinstance(fresh, Place) else fresh.state


def taken(shift: Shift) -> int:
    return Shift.objects.get(pk=shift.pk).taken


def who_has(shift: Shift) -> list[Enrollment]:
    seats = Place.objects.filter(shift=shift, status=PlaceState.BOOKED)
    return [place.enrollment for place in seats.order_by("pk")]


def told(person, but: str = "shift_booked") -> list[str]:
    kinds = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if kind != but]


def asked(cover: Cover) -> list[int]:
    return list(cover.asked.order_by("pk").values_list("person_id", flat=True))


def test_a_place_goes_to_who_takes_it_once_its_student_agrees(shift, place, lucia, mei):
    cover = wanted(place, now=NEAR)
    covered_by(mei, cover, now=NEAR)
    assert who_has(shift) == [lucia]
    agreed(cover, now=NEAR)
    assert (who_has(shift), taken(shift)) == ([mei], 1)
    assert Place.objects.get(student=mei.student).source == Place.Source.COVER
    assert told(lucia.student) == ["cover_taken", "cover_agreed"]
    assert told(mei.student) == ["cover_wanted", "place_covered"]


def test_a_place_is_asked_for_once_by_its_own_student(place, mei, lucia):
    wanted(place)
    assert refusal(wanted, place) == ["cover_is_asked"]
    with pytest.raises(NotAllowed):
        covered_by(lucia, Cover.objects.get())


def test_nobody_asks_once_the_shift_started_or_without_the_place(place, shift, lucia):
    assert refusal(wanted, place, now=shift.starts_at) == ["shift_began"]
    give_up(actor=lucia.student, place=place, now=NOW)
    with pytest.raises(Conflict):
        wanted(place)


def test_only_one_takes_it(place, mei):
    cover = wanted(place)
    covered_by(mei, cover)
    with pytest.raises(Conflict):
        covered_by(EnrollmentFactory(), cover)


def test_a_student_who_agrees_agrees_to_the_person_they_saw(place, mei):
    cover = covered_by(mei, wanted(place))
    other = Cover.objects.get(pk=cover.pk)
    give_back(actor=mei.student, cover=cover, version=cover.version, now=NOW)
    covered_by(EnrollmentFactory(), cover)
    with pytest.raises(Conflict):
        withdraw_cover(actor=place.student, cover=other, version=other.version, now=NOW)


def test_it_may_be_given_back_until_it_is_agreed(place, lucia, mei):
    cover = covered_by(mei, wanted(place))
    give_back(actor=mei.student, cover=cover, version=cover.version, now=NOW)
    assert state_of(cover) == CoverState.OPEN
    assert told(lucia.student) == ["cover_taken", "cover_returned"]
    agreed(covered_by(mei, cover))
    cover.refresh_from_db()
    with pytest.raises(Conflict):
        give_back(actor=mei.student, cover=cover, version=cover.version, now=NOW)


@pytest.mark.parametrize("service", [give_back, withdraw_cover, refuse_cover])
def test_nobody_acts_for_someone_else(place, mei, service):
    cover = covered_by(mei, wanted(place))
    with pytest.raises(NotAllowed):
        service(actor=EnrollmentFactory().student, cover=cover, version=cover.version, now=NOW)


def test_whoever_is_refused_is_not_asked_again(place, lucia, mei):
    cover = covered_by(mei, wanted(place))
    again = refuse_cover(actor=lucia.student, cover=cover, version=cover.version, now=NOW)
    assert (state_of(cover), state_of(again)) == (CoverState.REFUSED, CoverState.OPEN)
    assert told(mei.student) == ["cover_wanted", "cover_refused"]
    withdraw_cover(actor=lucia.student, cover=again, version=again.version, now=NOW)
    assert asked(wanted(place)) == []


def test_a_request_that_is_withdrawn_leaves_everything_as_it_was(place, shift, lucia, mei):
    cover = covered_by(mei, wanted(place))
    withdraw_cover(actor=lucia.student, cover=cover, version=cover.version, now=NOW)
    assert (who_has(shift), state_of(cover)) == ([lucia], CoverState.WITHDRAWN)
    assert told(mei.student) == ["cover_wanted", "cover_refused"]


def test_rules_of_booking_hold_but_not_its_window(place, mei):
    cover = wanted(place, now=NEAR)
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ON_LEAVE)
    assert refusal(covered_by, mei, cover, now=NEAR) == ["enrollment_not_active"]
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ACTIVE)
    assert state_of(covered_by(mei, cover, now=NEAR)) == CoverState.TAKEN


def test_someone_who_can_no_longer_take_it_cannot_be_agreed_on(place, shift, lucia, mei):
    cover = covered_by(mei, wanted(place))
    Enrollment.objects.filter(pk=mei.pk).update(status=Enrollment.Status.ON_LEAVE)
    assert refusal(agreed, cover) == ["other_cannot_take_it"]
    assert (who_has(shift), taken(shift), state_of(cover)) == ([lucia], 1, CoverState.TAKEN)


def test_a_student_on_the_shift_does_not_take_a_second_place(cora, rosa, site, lucia, mei):
    shift = planned(cora, rosa)
    booked(mei, shift)
    assert refusal(covered_by, mei, wanted(booked(lucia, shift))) == ["place_is_yours"]


def test_a_place_that_is_gone_is_not_given_away(place, shift, mei):
    cover = covered_by(mei, wanted(place))
    Place.objects.filter(pk=place.pk).update(status=PlaceState.RELEASED)
    with pytest.raises(Conflict):
        agreed(cover)
    assert who_has(shift) == []


def test_the_limit_per_instructor_does_not_count_the_student_who_leaves(
    cora, rosa, site, lucia, mei
):
    shift = planned(cora, rosa, places=3, students_per_supervisor=2)
    booked(EnrollmentFactory(), shift)
    agreed(covered_by(mei, wanted(booked(lucia, shift))))
    assert mei in who_has(shift)


def test_the_stricter_limit_of_the_student_who_leaves_does_not_hold(cora, rosa, site, mei):
    """Two instructors planned, one is left: one student each was the limit of Pau's requirements only."""
    shift = planned(cora, rosa, places=3)
    second = assign_instructor(actor=cora, shift=shift, supervisor=SupervisorFactory(), now=NOW)
    pau = EnrollmentFactory(requirement_set=published_set(students_per_supervisor=1))
    place = booked(pau, shift)
    booked(EnrollmentFactory(), shift)
    withdraw_instructor(actor=cora, duty=second, now=NOW)
    agreed(covered_by(mei, wanted(place)))
    assert mei in who_has(shift)


def test_who_waits_for_the_shift_leaves_the_line_with_the_place(place, shift, mei):
    waiting = booked(mei, shift, or_wait=True)
    agreed(covered_by(mei, wanted(place)))
    assert (state_of(waiting), who_has(shift)) == (PlaceState.CANCELLED, [mei])


def test_a_place_that_ends_ends_its_request(place, lucia, mei):
    cover = covered_by(mei, wanted(place))
    give_up(actor=lucia.student, place=place, now=NOW)
    assert state_of(cover) == CoverState.EXPIRED
    assert told(mei.student) == ["cover_wanted", "cover_refused"]


def test_canceling_a_shift_ends_its_requests(place, shift, cora, mei):
    cover = covered_by(mei, wanted(place))
    shift.refresh_from_db()
    cancel_shift(actor=cora, shift=shift, version=shift.version, reason="Storm", now=NOW)
    assert state_of(cover) == CoverState.EXPIRED
    assert told(mei.student) == ["cover_wanted", "cover_refused"]


def test_a_request_expires_when_the_shift_starts(place, shift, mei):
    cover = covered_by(mei, wanted(place))
    assert refusal(agreed, cover, now=shift.starts_at) == ["shift_began"]
    look_after_covers(shift.starts_at)
    assert state_of(cover) == CoverState.EXPIRED


def test_open_requests_are_seen_by_those_for_whom_the_shift_counts(place, lucia, mei, rosa, cora):
    cover = wanted(place)
    elsewhere = EnrollmentFactory(
        requirement_set=published_set({"category": "x", "name": "X", "minutes": 60})
    )
    assert [bool(covers_visible_to(each)) for each in (lucia.student, mei.student, cora)] == [
        True
    ] * 3
    assert not covers_visible_to(elsewhere.student)
    assert not covers_visible_to(rosa.user)
    covered_by(EnrollmentFactory(), cover)
    Cover.objects.get().asked.all().delete()
    assert not covers_visible_to(mei.student)
