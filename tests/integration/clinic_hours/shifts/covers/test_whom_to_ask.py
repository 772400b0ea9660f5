"""Who is asked to take over a place: in which order, and how many at once."""

from datetime import time, timedelta

import pytest

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.asking import AT_ONCE, PAUSE
from clinic_hours.shifts.models import Cover
from clinic_hours.shifts.selectors.covers.pending import due_covers
from clinic_hours.shifts.services.covers.waves import look_after_covers
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    logged,
    published_set,
)
from tests.factories.shifts import booked, planned, wanted

pytestmark = pytest.mark.django_db

NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off of next Monday's shift


def asked(cover: Cover) -> list[int]:
    return list(cover.asked.order_by("pk").values_list("person_id", flat=True))


def test_those_in_line_are_asked_first_then_those_who_need_it_most(place, shift, rosa, mei):
    """Mei waits; Nia has nothing yet, Omar almost everything, Pau's target is near."""
    booked(mei, shift, or_wait=True)
    under = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 60 * 60})
    nia, omar = (EnrollmentFactory(requirement_set=under) for _number in range(2))
    pau = EnrollmentFactory(target_on=shift.local_date + timedelta(weeks=3))
    logged(omar, rosa)
    away = EnrollmentFactory(status=Enrollment.Status.ON_LEAVE)
    order = asked(wanted(place))
    assert order[:2] == [mei.student_id, pau.student_id]
    assert {*order[2:]} == {nia.student_id, omar.student_id}
    assert away.student_id not in order


def test_of_equal_need_the_least_recently_asked_come_first(place, cora, rosa, mei):
    under = published_set()
    others = [EnrollmentFactory(requirement_set=under) for _number in range(AT_ONCE)]
    first = asked(wanted(place))
    later = planned(cora, rosa, places=1, start=time(19), end=time(21))
    second = asked(wanted(booked(others[0], later), now=NOW + timedelta(minutes=1)))
    assert first[0] == mei.student_id
    assert second[0] not in first


def test_a_few_are_asked_at_once_and_the_next_some_hours_later(place, mei):
    under = published_set()
    for _number in range(AT_ONCE):
        EnrollmentFactory(requirement_set=under)
    cover = wanted(place)
    assert len(asked(cover)) == AT_ONCE
    look_after_covers(NOW + PAUSE - timedelta(minutes=1))
    assert len(asked(cover)) == AT_ONCE
    for _look in range(3):
        look_after_covers(NOW + PAUSE)
    assert len(asked(cover)) == AT_ONCE + 1


def test_once_everyone_was_asked_nobody_is_looked_for(place, mei):
    assert len(asked(wanted(place))) < AT_ONCE
    assert not due_covers(NOW + PAUSE)
