"""A clinic with two students booked on next Monday's shift, under Rosa."""

import pytest

from tests.factories.appointments import clinic_page, students_with_clients
from tests.factories.shifts import booked, planned


@pytest.fixture
def pair(site):
    """Two students whose hours need clients."""
    return students_with_clients("Lucía Ferrer", "Mei Tanaka")


@pytest.fixture
def shift(cora, rosa, site, pair):
    shift = planned(cora, rosa)
    for each in pair:
        booked(each, shift)
    return shift


@pytest.fixture
def page(db):
    return clinic_page()
