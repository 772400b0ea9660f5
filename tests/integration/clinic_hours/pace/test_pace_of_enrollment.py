"""The pace on the desk, from the ledger: a surplus on one requirement is not progress on another."""

from datetime import timedelta

import pytest

from clinic_hours.pace.selectors.pace import pace_of_enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from tests.factories.clinic import (
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    credited,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_surplus_on_one_requirement_does_not_finish_another():
    short = {"category": "observation", "name": "Observation", "minutes": 60}
    other = {"category": "hands-on", "name": "Hands-on", "minutes": 120}
    enrollment = EnrollmentFactory(requirement_set=published_set(short, other))
    signed(logged(enrollment, SupervisorFactory()))  # three hours of observation
    progress = progress_of_enrollment(enrollment)
    assert progress.remaining == 120
    pace = pace_of_enrollment(enrollment, progress, TODAY)
    assert pace.finished_on is None
    assert pace.projected_on == TODAY + timedelta(days=28)


def test_transfer_hours_count_toward_the_total_but_not_the_pace():
    enrollment = EnrollmentFactory(requirement_set=published_set())
    credited(OfficeRoleFactory().user, enrollment, occurred_on=TODAY)
    progress = progress_of_enrollment(enrollment)
    pace = pace_of_enrollment(enrollment, progress, TODAY)
    assert pace.points[0].minutes == pace.points[-1].minutes == 600
    assert (pace.minutes_a_week, pace.projected_on) == (0, None)
