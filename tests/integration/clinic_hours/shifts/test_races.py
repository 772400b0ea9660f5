"""Students who book at the same moment: never more than there are places. With a control."""

from functools import partial

import pytest
from django.db import connection
from django.db.models import F

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services import booking
from tests.factories.clinic import EnrollmentFactory, published_set
from tests.factories.shifts import booked, planned
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)

STUDENTS, PLACES = 50, 5


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=PLACES)


@pytest.fixture
def students(site):
    under = published_set()
    return [EnrollmentFactory(requirement_set=under) for _number in range(STUDENTS)]


def seats(shift: Shift) -> tuple[int, int]:
    held = Place.objects.filter(shift=shift, status=PlaceState.BOOKED).count()
    return held, Shift.objects.get(pk=shift.pk).taken


def test_no_more_students_get_a_place_than_there_are(shift, students):
    outcomes = race(*(partial(booked, each, shift) for each in students))
    assert not surprises(outcomes, Refused)
    assert len(winners(outcomes)) == PLACES
    assert seats(shift) == (PLACES, PLACES)


def test_everyone_else_waits_in_a_line_without_gaps(shift, students):
    outcomes = race(*(partial(booked, each, shift, or_wait=True) for each in students))
    assert not surprises(outcomes)
    line = Place.objects.filter(shift=shift, status=PlaceState.WAITING)
    assert sorted(line.values_list("queue_no", flat=True)) == list(range(1, STUDENTS - PLACES + 1))
    assert seats(shift) == (PLACES, PLACES)


def test_places_given_up_at_once_go_to_different_people(shift, students):
    first = [booked(each, shift) for each in students[:PLACES]]
    for each in students[PLACES:]:
        booked(each, shift, or_wait=True)
    race(*(partial(booking.give_up, actor=p.student, place=p, now=p.asked_at) for p in first))
    assert seats(shift) == (PLACES, PLACES)
    promoted = Place.objects.filter(shift=shift, status=PlaceState.BOOKED)
    assert sorted(promoted.values_list("queue_no", flat=True)) == list(range(1, PLACES + 1))


def test_control_counting_first_overfills_a_shift(shift, students, monkeypatch):
    """Without the conditional write, the harness finds more students than places."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite admits one writer at a time, so this shows on PostgreSQL only.")

    def count_then_write(pk, now):
        held = Place.objects.filter(shift=pk, status=PlaceState.BOOKED).count()
        return held < PLACES

    monkeypatch.setattr(booking, "take_seat", count_then_write)
    outcomes = race(*(partial(booked, each, shift) for each in students))
    assert not surprises(outcomes, Refused, Conflict)
    assert len(winners(outcomes)) > PLACES
    assert Shift.objects.filter(pk=shift.pk, taken__lte=F("places")).exists()
