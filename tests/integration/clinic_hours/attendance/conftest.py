"""A shift next Monday from 2 to 6 pm with Rosa, on which Lucía and Mei have places."""

import pytest

from tests.factories.shifts import booked, planned, punched


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa)


@pytest.fixture
def lucias(shift, lucia):
    return booked(lucia, shift)


@pytest.fixture
def meis(shift, mei):
    return booked(mei, shift)


@pytest.fixture
def rosa_is_in(shift, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    return shift


@pytest.fixture
def running(rosa_is_in, lucia, lucias, mei, meis):
    punched(lucia.student, rosa_is_in, "in", "14:17")
    return rosa_is_in
