import pytest

from tests.factories.witnesses import BOARD

from .record import Record, make_record


@pytest.fixture
def record(settings, own_key, lucia, rosa, cora) -> Record:
    settings.WITNESS_KEYS = [str(BOARD.key)]
    return make_record(lucia, rosa, cora)
