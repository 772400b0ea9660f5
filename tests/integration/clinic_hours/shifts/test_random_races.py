"""Whatever people do at once: no shift is overfull, no place idle while someone waits, no one twice."""

import os
from datetime import time, timedelta
from functools import partial
from random import Random

import pytest
from django.db import connection

from clinic_hours.shifts.domain.states import HELD_PLACES
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services import steps
from tests.factories.clinic import NOW, EnrollmentFactory, SupervisorFactory, published_set
from tests.factories.shifts import NEXT_WEEK, planned_series
from tests.races import race, surprises

from .clinic import Clinic
from .promises import broken_promises, overfull

pytestmark = pytest.mark.django_db(transaction=True)

# `SHIFT_OPERATIONS=10000 pytest -s …/test_random_races.py` runs more of them.
OPERATIONS = int(os.environ.get("SHIFT_OPERATIONS", "160"))
PEOPLE = 4  # who act at once
ACTS = 20  # of each of them, until the promises are checked
TURNS = max(OPERATIONS // (PEOPLE * ACTS), 1)
# Each kind of act must succeed so often. Chance may ask for more acts than planned, but not for so many more.
LEAST = max(OPERATIONS // 400, 1)
MOST = 15


@pytest.fixture
def clinic(cora, rosa, site) -> Clinic:
    """Two weeks of Mondays and Wednesdays, and on Mondays another shift that begins before they end."""
    under = published_set(students_per_supervisor=4, daily_cap_minutes=720)
    others = [SupervisorFactory() for _number in range(2)]
    last_on = NEXT_WEEK + timedelta(days=7)
    first = planned_series(cora, rosa, places=2, weekdays=(0, 2), last_on=last_on)
    second = planned_series(
        cora, others[0], places=2, start=time(16), end=time(20), last_on=last_on
    )
    return Clinic(
        coordinator=cora,
        students=[EnrollmentFactory(requirement_set=under) for _number in range(9)],
        instructors=[rosa, *others],
        shifts=[*first.shifts.all(), *second.shifts.all()],
    )


def test_random_acts_at_once_keep_every_promise(clinic):
    turn = 0
    while turn < TURNS or (clinic.rare(LEAST) and turn < TURNS * MOST):
        assert not surprises(a_turn_of(clinic, turn))
        assert broken_promises(NOW) == []
        turn += 1
    assert clinic.rare(LEAST) == {}
    print(f"{turn * PEOPLE * ACTS} acts: {dict(clinic.done.most_common())}")


def test_control_counting_first_breaks_them(clinic, monkeypatch):
    """Where places are counted before one is written, the same acts overfill a shift."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite admits one writer at a time, so this shows on PostgreSQL only.")

    def count_then_write(shifts):
        shift = shifts.first()
        held = Place.objects.filter(shift=shift, status__in=HELD_PLACES).count()
        if shift is None or held >= shift.places:
            return False
        return Shift.objects.filter(pk=shift.pk).update(taken=held + 1) == 1

    monkeypatch.setattr(steps, "take_one", count_then_write)
    clinic.shifts = clinic.shifts[:1]
    for turn in range(MOST):
        a_turn_of(clinic, turn)
        if overfull():
            return
    pytest.fail("Nothing was overfull.")


def a_turn_of(clinic: Clinic, turn: int) -> list:
    at_once = PEOPLE if connection.vendor == "postgresql" else 1
    acts = ACTS * PEOPLE // at_once
    return race(*(partial(live, clinic, acts, f"{turn} {one}") for one in range(at_once)))


def live(clinic: Clinic, acts: int, seed: str) -> None:
    random = Random(seed)
    for _number in range(acts):
        clinic.act(random)
