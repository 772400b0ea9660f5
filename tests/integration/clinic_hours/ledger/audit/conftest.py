import pytest

from .record import Record, make_record


@pytest.fixture
def record(own_key, lucia, rosa, cora) -> Record:
    return make_record(lucia, rosa, cora)
