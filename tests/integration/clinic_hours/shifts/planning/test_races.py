"""The office changes a series while students book it, and copies a week twice at once."""

from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db.models import Count, F, Q

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.setup.selectors.closures import hit_by
from clinic_hours.setup.services.closures import add_closure
from clinic_hours.shifts.domain.states import HELD_PLACES, PlaceState, ShiftState
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.planning.changes import change_of_following
from clinic_hours.shifts.selectors.planning.copies import copy_of
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.changes import change_following
from clinic_hours.shifts.services.copying import copy_week
from clinic_hours.shifts.services.planning import plan_series
from home.site.models import Closure
from tests.factories.clinic import NOW, EnrollmentFactory, published_set
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series, values
from tests.races import race, surprises

pytestmark = pytest.mark.django_db(transaction=True)

WEEK, STUDENTS, PLACES = timedelta(weeks=1), 6, 3


@pytest.fixture
def term(cora, rosa, site):
    """Two Mondays with three places each."""
    return planned_series(cora, rosa, places=PLACES, last_on=NEXT_WEEK + WEEK)


@pytest.fixture
def students(site):
    under = published_set()
    return [EnrollmentFactory(requirement_set=under) for _number in range(STUDENTS)]


def miscounted() -> list[Shift]:
    held = Count("seats", filter=Q(seats__status__in=HELD_PLACES))
    wrong = ~Q(held=F("taken")) | Q(held__gt=F("places"))
    return list(Shift.objects.annotate(held=held).filter(wrong))


def test_a_series_is_moved_while_students_book_its_later_shift(term, students, cora):
    first, second = term.shifts.select_related("series").order_by("series_date")
    moved = replace(values_of(term), first_on=NEXT_WEEK, start=time(15), end=time(19))
    digest = change_of_following(first, moved, NOW).digest
    move = partial(
        change_following,
        actor=cora,
        shift=first,
        version=first.version,
        values=moved,
        digest=digest,
        now=NOW,
    )
    outcomes = race(move, *(partial(booked, each, second) for each in students))
    assert not surprises(outcomes, Refused)
    assert outcomes[0].error is None
    assert not miscounted()
    second.refresh_from_db()
    places = Place.objects.filter(shift=second, status=PlaceState.BOOKED)
    assert places.count() == PLACES
    assert set(places.values_list("starts_at", flat=True)) == {second.starts_at}


def test_a_closure_and_bookings_leave_nobody_on_a_canceled_shift(term, students, cora):
    shift = term.shifts.order_by("series_date").first()
    closure = Closure(name="Storm", first_day=NEXT_WEEK, last_day=NEXT_WEEK)
    digest = hit_by(closure, NOW).digest
    close = partial(add_closure, actor=cora, closure=closure, digest=digest, now=NOW)
    outcomes = race(close, *(partial(booked, each, shift) for each in students))
    assert not surprises(outcomes, Conflict, Refused)
    assert not miscounted()
    shift.refresh_from_db()
    was_closed = outcomes[0].error is None
    assert Closure.objects.exists() == was_closed
    assert (shift.status == ShiftState.CANCELLED) == was_closed
    if was_closed:
        assert not Place.objects.filter(shift=shift, status__in=HELD_PLACES).exists()


def test_a_week_copied_twice_at_once_is_planned_once(cora, site):
    planned(cora, None)
    week = week_of(NEXT_WEEK + WEEK)
    digest = copy_of(week, None, NOW).digest
    copy = partial(copy_week, actor=cora, week=week, site=None, digest=digest, now=NOW)
    outcomes = race(copy, copy, copy)
    assert not surprises(outcomes)
    assert len({outcome.value for outcome in outcomes}) == 1
    assert Shift.objects.filter(local_date=NEXT_WEEK + WEEK).count() == 1


def test_a_preview_sent_twice_at_once_is_planned_once(cora, site):
    plan = values(None)
    digest = preview_of(plan).digest
    send = partial(plan_series, actor=cora, values=plan, digest=digest, batch=uuid4(), now=NOW)
    outcomes = race(send, send, send)
    assert not surprises(outcomes)
    assert len({outcome.value for outcome in outcomes}) == 1
    assert Shift.objects.count() == 1
