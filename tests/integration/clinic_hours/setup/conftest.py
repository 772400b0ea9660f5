"""Cora's browser, on the desk."""

import pytest


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)
