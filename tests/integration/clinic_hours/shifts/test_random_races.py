"""Whatever people do at once: no shift is overfull, no place idle while someone waits, no one twice."""

from functools import partial
from random import Random

import pytest
from django.db import connection

from tests.factories.clinic import EnrollmentFactory, SupervisorFactory, published_set
from tests.factories.shifts import NEXT_WEEK, planned_series
from tests.races import race, surprises

from .clinic import OPERATIONS, Clinic

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4  # who act at once


@pytest.fixture
def clinic(cora, rosa, site) -> Clinic:
    under = published_set(students_per_supervisor=4)
    last_on = NEXT_WEEK.replace(day=NEXT_WEEK.day + 7)
    series = planned_series(cora, rosa, places=3, weekdays=(0, 2), last_on=last_on)
    return Clinic(
        coordinator=cora,
        students=[EnrollmentFactory(requirement_set=under) for _number in range(9)],
        instructors=[rosa, SupervisorFactory()],
        shifts=list(series.shifts.all()),
    )


def test_random_acts_at_once_keep_every_promise(clinic):
    people = PEOPLE if connection.vendor == "postgresql" else 1
    for turn in range(max(OPERATIONS // (people * 20), 1)):
        outcomes = race(*(partial(live, clinic, f"{turn} {one}") for one in range(people)))
        assert not surprises(outcomes)
        assert clinic.faults() == []
    assert clinic.done["book"] and clinic.done["wait"] and clinic.done["leave"]
    print(dict(clinic.done))


def live(clinic: Clinic, seed: str) -> None:
    random = Random(seed)
    for _number in range(20):
        clinic.act(random)
