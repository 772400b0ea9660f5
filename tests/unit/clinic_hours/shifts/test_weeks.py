"""Weeks as the roster's addresses name them."""

from datetime import date, timedelta

import pytest

from clinic_hours.shifts.domain.weeks import (
    Week,
    read_week,
    week_of,
    weekdays_without,
    weeks_around,
)

W49 = Week(date(2026, 11, 30))


def test_a_week_is_read_as_it_is_written():
    assert str(W49) == "2026-W49"
    assert read_week("2026-W49") == W49
    assert week_of(date(2026, 12, 6)) == W49


def test_the_last_week_of_a_year_may_belong_to_the_next():
    assert str(week_of(date(2027, 1, 1))) == "2026-W53"
    assert str(week_of(date(2024, 12, 31))) == "2025-W01"


@pytest.mark.parametrize(
    "text", ["", "2026-W00", "2025-W53", "9999-W01", "0001-W01", "2026-W4", "٢٠٢٦-W49", "2026-W49 "]
)
def test_anything_else_is_no_week(text):
    assert read_week(text) is None


@pytest.mark.parametrize(("shown", "first"), [(0, 0), (4, 0), (5, 5), (-1, -5), (-5, -5)])
def test_the_strip_stays_while_one_moves_within_it(shown, first):
    weeks = weeks_around(W49 + shown, W49, 5)
    assert weeks[0] == W49 + first
    assert W49 + shown in weeks
    assert len(weeks) == 5


def test_weekdays_without_anything_show_only_over_several_weeks():
    monday, week = W49.first, timedelta(weeks=1)
    assert weekdays_without([]) == weekdays_without(W49.days[:3]) == frozenset()
    assert weekdays_without([*W49.days[:5], monday + week]) == {5, 6}
    assert weekdays_without([*W49.days, monday + week]) == frozenset()
