"""The browsers of those who answer."""

import pytest


@pytest.fixture
def office(desk_of, cora):
    """Cora's browser."""
    return desk_of(cora)


@pytest.fixture
def own(desk_of, lucia):
    """Lucía's browser."""
    return desk_of(lucia.student)
