"""The minimum number of weeks that a license takes."""

import pytest

from courses.licensing.selectors.path_to_license import least_weeks

HOUR = 60


@pytest.mark.parametrize(
    ("hours", "day", "week", "minimum", "weeks"),
    [
        (500, 6, 30, None, 17),
        (500, 6, None, None, 12),  # seven days of six hours
        (625, None, None, 24, 24),
        (500, 6, 30, 24, 24),
        (1000, 6, 30, 24, 34),
        (500, None, None, None, None),
        (None, 6, 30, None, None),
        (500, 0, None, None, None),
    ],
)
def test_the_caps_or_the_minimum_weeks_apply_whichever_is_longer(hours, day, week, minimum, weeks):
    minutes, daily, weekly = (None if each is None else each * HOUR for each in (hours, day, week))
    found = least_weeks(minutes, daily_cap=daily, weekly_cap=weekly, minimum=minimum)

    assert found == weeks
