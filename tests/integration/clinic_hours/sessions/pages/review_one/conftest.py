"""Lucía's session, waiting and signed."""

import pytest

from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import logged, signed


@pytest.fixture
def session(six_o_clock, lucia, rosa) -> ClinicSession:
    """Lucía's three hours of today, waiting for Rosa."""
    return logged(lucia, rosa)


@pytest.fixture
def done(session) -> ClinicSession:
    """The same, signed."""
    signed(session)
    session.refresh_from_db()
    return session
