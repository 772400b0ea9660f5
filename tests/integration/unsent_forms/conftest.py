"""The people who fill in the forms, at six o'clock."""

import pytest
import time_machine

from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
)


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lucia():
    ClinicSiteFactory()
    return EnrollmentFactory(student__display_name="Lucía Ferrer")


@pytest.fixture
def rosa():
    return SupervisorFactory()


@pytest.fixture
def cora():
    return OfficeRoleFactory().user
