"""The cast: Lucía studies, Rosa supervises, Cora runs the office, Otis audits, Mei is a stranger."""

from itertools import pairwise

import pytest

from clinic_hours.models import OfficeRole
from clinic_hours.signatures import new_key, write_key_file
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)


@pytest.fixture
def site(db):
    return ClinicSiteFactory()


@pytest.fixture
def lucia(site):
    return EnrollmentFactory(student__display_name="Lucía Ferrer")


@pytest.fixture
def mei(site):
    return EnrollmentFactory(student__display_name="Mei Tanaka")


@pytest.fixture
def rosa(db):
    return SupervisorFactory(user__display_name="Rosa Castellanos")


@pytest.fixture
def cora(db):
    return OfficeRoleFactory(user__display_name="Cora Whitfield").user


@pytest.fixture
def otis(db):
    return OfficeRoleFactory(user__display_name="Otis Grant", role=OfficeRole.Role.AUDITOR).user


@pytest.fixture
def three_entries(lucia, rosa):
    """Three signed hours of Lucía's, posted in one batch."""
    clocks = ["08:00", "09:00", "10:00", "11:00"]
    return signed(
        *(logged(lucia, rosa, start=start, end=end, clients=1) for start, end in pairwise(clocks))
    )


@pytest.fixture
def own_key(settings, tmp_path):
    """A signing key of this test's own, in a file that it may change."""
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    key = new_key()
    write_key_file(tmp_path / "key.pem", key)
    return key
