"""A shift with one place, which Lucía has booked."""

import pytest

from tests.factories.shifts import booked, planned


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1)


@pytest.fixture
def place(shift, lucia):
    return booked(lucia, shift)
