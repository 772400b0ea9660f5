"""Cora's browser at six on a Monday."""

import pytest


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)
