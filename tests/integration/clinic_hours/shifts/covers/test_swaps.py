"""Swaps: two students exchange their places, all or nothing."""

from datetime import time, timedelta

import pytest

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.services.booking import give_up
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.covers.taking import give_back
from clinic_hours.shifts.services.covers.waves import look_after_covers
from tests.factories.clinic import NOW, EnrollmentFactory, SupervisorFactory, published_set
from tests.factories.shifts import NEXT_WEEK, agreed, booked, covered_by, planned, wanted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def monday(cora, rosa, site):
    return planned(cora, rosa, places=1)


@pytest.fixture
def tuesday(cora, rosa, site):
    return planned(cora, rosa, places=1, day=NEXT_WEEK + DAY)


def swap_of(lucia: Enrollment, mei: Enrollment, monday: Shift, tuesday: Shift) -> Cover:
    """Lucía, who has Monday, asks for cover, and Mei offers Tuesday for it."""
    cover = wanted(booked(lucia, monday))
    return covered_by(mei, cover, instead=booked(mei, tuesday))


def who_has(shift: Shift) -> list[Enrollment]:
    seats = Place.objects.filter(shift=shift, status=PlaceState.BOOKED)
    return [place.enrollment for place in seats.order_by("pk")]


def states() -> list[str]:
    return list(Cover.objects.order_by("pk").values_list("state", flat=True))


def refusal(act, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [finding.code for finding in refused.value.findings]


def test_both_places_change_hands_at_once(lucia, mei, monday, tuesday):
    cover = swap_of(lucia, mei, monday, tuesday)
    assert (who_has(monday), who_has(tuesday)) == ([lucia], [mei])
    agreed(cover)
    assert (who_has(monday), who_has(tuesday)) == ([mei], [lucia])
    assert states() == [CoverState.AGREED, CoverState.AGREED]
    assert [each.taken for each in Shift.objects.order_by("pk")] == [1, 1]


def test_overlapping_shifts_can_be_swapped(lucia, mei, cora, monday):
    """Each is busy at that time only because of the place they give away."""
    other = planned(cora, SupervisorFactory(), places=1, start=time(16), end=time(20))
    agreed(swap_of(lucia, mei, monday, other))
    assert (who_has(monday), who_has(other)) == ([mei], [lucia])


def test_the_daily_limit_is_counted_without_the_place_given_away(lucia, mei, cora, rosa, monday):
    """Six hours are the limit, and both shifts of that day together would be eight."""
    evening = planned(cora, rosa, places=1, start=time(18), end=time(22))
    agreed(swap_of(lucia, mei, monday, evening))
    assert (who_has(monday), who_has(evening)) == ([mei], [lucia])


def test_a_swap_that_one_side_cannot_do_is_refused_at_once(lucia, monday, tuesday):
    other = published_set(
        {"category": "hands-on", "name": "Hands-on", "minutes": 6000},
        {"category": "hot-stone", "name": "Hot stone", "minutes": 600},
    )
    pau = EnrollmentFactory(requirement_set=other)
    Shift.objects.filter(pk=tuesday.pk).update(category="hot-stone")
    tuesday.refresh_from_db()
    cover, exchanged = wanted(booked(lucia, monday)), booked(pau, tuesday)
    assert refusal(covered_by, pau, cover, instead=exchanged) == ["other_cannot_take_it"]
    assert states() == [CoverState.OPEN]


def test_a_swap_that_became_impossible_for_one_side_changes_nothing(lucia, mei, monday, tuesday):
    cover = swap_of(lucia, mei, monday, tuesday)
    Shift.objects.filter(pk=tuesday.pk).update(category="hot-stone")
    assert refusal(agreed, cover) == ["category_of_another_program"]
    assert (who_has(monday), who_has(tuesday)) == ([lucia], [mei])
    assert states() == [CoverState.TAKEN, CoverState.TAKEN]


def test_a_swap_that_is_given_back_can_be_offered_again(lucia, mei, monday, tuesday):
    cover = swap_of(lucia, mei, monday, tuesday)
    give_back(actor=mei.student, cover=cover, version=cover.version, now=NOW)
    assert states() == [CoverState.OPEN, CoverState.WITHDRAWN]
    covered_by(mei, cover, instead=Place.objects.get(shift=tuesday))
    agreed(cover)
    assert states() == [CoverState.AGREED, CoverState.WITHDRAWN, CoverState.AGREED]


def test_only_who_asked_first_agrees(lucia, mei, monday, tuesday):
    swap_of(lucia, mei, monday, tuesday)
    with pytest.raises(NotAllowed):
        agreed(Cover.objects.get(asked_by=mei.student))
    answer = Cover.objects.get(asked_by=mei.student)
    with pytest.raises(Conflict):
        give_back(actor=lucia.student, cover=answer, version=answer.version, now=NOW)


def test_a_place_is_offered_once_and_by_its_own_student(lucia, mei, monday, tuesday, cora, rosa):
    swap_of(lucia, mei, monday, tuesday)
    wednesday = planned(cora, rosa, places=1, day=NEXT_WEEK + 2 * DAY)
    pau = EnrollmentFactory()
    cover, exchanged = wanted(booked(pau, wednesday)), Place.objects.get(shift=tuesday)
    assert refusal(covered_by, mei, cover, instead=exchanged) == ["cover_is_asked"]
    with pytest.raises(NotAllowed):
        covered_by(lucia, cover, instead=exchanged)


def test_if_the_place_in_exchange_is_gone_the_request_is_open_again(lucia, mei, monday, tuesday):
    swap_of(lucia, mei, monday, tuesday)
    give_up(actor=mei.student, place=Place.objects.get(shift=tuesday), now=NOW)
    assert states() == [CoverState.OPEN, CoverState.EXPIRED]


def test_if_the_place_itself_is_gone_both_requests_end(lucia, mei, monday, tuesday):
    swap_of(lucia, mei, monday, tuesday)
    give_up(actor=lucia.student, place=Place.objects.get(shift=monday), now=NOW)
    assert states() == [CoverState.EXPIRED, CoverState.WITHDRAWN]
    assert who_has(tuesday) == [mei]


def test_canceling_the_other_shift_opens_the_request_again(lucia, mei, monday, tuesday, cora):
    cover = swap_of(lucia, mei, monday, tuesday)
    tuesday.refresh_from_db()
    cancel_shift(actor=cora, shift=tuesday, version=tuesday.version, reason="Storm", now=NOW)
    assert states() == [CoverState.OPEN, CoverState.EXPIRED]
    with pytest.raises(Conflict):
        agreed(cover)


def test_once_the_other_shift_started_the_request_is_open_again(lucia, mei, monday, tuesday):
    cover = swap_of(lucia, mei, tuesday, monday)
    assert refusal(agreed, cover, now=monday.starts_at) == ["shift_began"]
    look_after_covers(monday.starts_at)
    assert states()[:2] == [CoverState.OPEN, CoverState.EXPIRED]
