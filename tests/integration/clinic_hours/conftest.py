"""The cast: Lucía studies, Rosa supervises, Cora runs the office, Otis audits, Mei is a stranger."""

import pytest

from clinic_hours.models import OfficeRole
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
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
