"""Lucía has a place on Monday's shift from 2 to 6 pm, Rosa is in, and a tablet stands in the clinic."""

import pytest
import time_machine

from clinic_hours.kiosk.services.pins import set_pin
from tests.factories.shifts import at, booked, planned, punched

from .tablet import Tablet

PIN = "274915"


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa)


@pytest.fixture
def place(shift, lucia, rosa):
    place = booked(lucia, shift)
    punched(rosa.user, shift, "in", "13:45")
    return place


@pytest.fixture
def clock(shift):
    """Two minutes before the shift starts."""
    with time_machine.travel(at(shift, "13:58"), tick=False) as clock:
        yield clock


@pytest.fixture
def tablet(cora, site, clock):
    made = Tablet(cora, site)
    made.heartbeat()
    return made


@pytest.fixture
def number(lucia, place, clock):
    """Lucía's number. Her PIN is set."""
    set_pin(actor=lucia.student, pin=PIN)
    return lucia.student_number


@pytest.fixture
def roses(rosa, place, clock):
    return set_pin(actor=rosa.user, pin=PIN).number


def words(response, language: str = "en") -> str:
    said = response.json()["words"][language]
    return " ".join([said["title"], *said["lines"]])
