"""How many students the instructors of a shift may supervise, and until when one cancels."""

from datetime import UTC, datetime, time, timedelta

import pytest

from clinic_hours.shifts.domain.cutoffs import cutoff_of, offer_until
from clinic_hours.shifts.domain.supervision import (
    Duty,
    fewest_supervisors,
    places_covered,
    strictest,
)

MIAMI = "America/New_York"
STARTS = datetime(2026, 12, 3, 19, tzinfo=UTC)  # 2 pm in Miami
HOUR = timedelta(hours=1)
ENDS = STARTS + 4 * HOUR


def duty(number: int, first: int = 0, last: int = 4) -> Duty:
    return Duty(number, STARTS + first * HOUR, STARTS + last * HOUR)


@pytest.mark.parametrize(
    ("duties", "fewest"),
    [
        ([], 0),
        ([duty(1)], 1),
        ([duty(1), duty(2, 1)], 1),
        ([duty(1), duty(2)], 2),
        ([duty(1, 0, 2), duty(2, 2, 4)], 1),
        ([duty(1, 0, 2), duty(2, 3, 4)], 0),
        ([duty(1, 1, 4)], 0),
        ([duty(1, 0, 3)], 0),
        ([duty(1), duty(2, 0, 1), duty(3, 3, 4)], 1),
    ],
)
def test_a_shift_has_as_many_instructors_as_at_its_emptiest_moment(duties, fewest):
    assert fewest_supervisors(duties, STARTS, ENDS) == fewest


@pytest.mark.parametrize(
    ("supervisors", "limit", "covered"),
    [(0, None, 0), (0, 6, 0), (1, None, 8), (1, 6, 6), (2, 6, 8), (2, 3, 6)],
)
def test_the_limit_of_students_per_instructor_covers_some_places(supervisors, limit, covered):
    assert places_covered(supervisors, 8, limit) == covered


def test_the_strictest_limit_counts():
    assert strictest([None, 6, 4]) == 4
    assert strictest([None]) is None


def test_a_cutoff_is_a_clock_time_on_the_day_before_or_hours_ahead():
    assert cutoff_of(STARTS, MIAMI, 24, time(18)) == datetime(2026, 12, 2, 23, tzinfo=UTC)
    assert cutoff_of(STARTS, MIAMI, 24, None) == STARTS - 24 * HOUR


def test_an_offer_lasts_three_hours_but_never_longer_than_until_the_start():
    assert offer_until(STARTS - 10 * HOUR, STARTS) == STARTS - 7 * HOUR
    assert offer_until(STARTS - HOUR, STARTS) == STARTS
