"""Sessions that await an answer: one that Cora entered, one that Rosa corrected."""

import pytest

from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import logged

from .steps import corrected, entered


@pytest.fixture
def by_office(lucia, rosa, cora) -> ClinicSession:
    """Cora entered it for Lucía: three hours of today with Rosa."""
    return entered(cora, lucia, rosa)


@pytest.fixture
def shortened(lucia, rosa) -> ClinicSession:
    """Lucía logged one to four, Rosa corrected it to one to three."""
    return corrected(logged(lucia, rosa, clients=2))
