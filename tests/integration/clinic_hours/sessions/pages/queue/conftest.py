"""Sessions waiting for Rosa."""

from datetime import timedelta

import pytest

from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import NOW, logged


@pytest.fixture
def waiting(six_o_clock, lucia, mei, rosa) -> list[ClinicSession]:
    """Three sessions for Rosa, 8.5 hours in total, oldest first."""
    return [
        logged(lucia, rosa, start="08:00", end="11:30", now=NOW - timedelta(hours=4)),
        logged(mei, rosa, start="08:00", end="11:00", now=NOW - timedelta(hours=3)),
        logged(mei, rosa, start="12:00", end="14:00", now=NOW - timedelta(hours=2)),
    ]
