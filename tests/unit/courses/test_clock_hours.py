"""Clock hours, stored in sixtieths, and the real minutes they take."""

import pytest

from courses.requirements.models import RequirementSet
from courses.standards.domain.clock_hours import real_minutes
from courses.standards.models import LicensingStandard

HOUR = 60


@pytest.mark.parametrize(
    ("hours", "clock_hour", "minutes"),
    [(50, 50, 2500), (50, 60, 3000), (0, 50, 0), (0.1, 50, 5), (1.75, 50, 88)],
)
def test_clock_hours_convert_to_real_minutes(hours, clock_hour, minutes):
    assert real_minutes(round(hours * HOUR), clock_hour) == minutes


@pytest.mark.parametrize("row", [RequirementSet, LicensingStandard])
def test_an_unset_limit_stays_unset(row):
    assert row(minutes_per_clock_hour=50).limit_in_real_minutes(None) is None
    assert row(minutes_per_clock_hour=50).limit_in_real_minutes(0) == 0
