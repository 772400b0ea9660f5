"""What it takes to meet a target: hours per week, and the earliest day anyone can finish."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.pace.domain.catching_up import earliest_finish, need_of
from clinic_hours.sessions.domain.claims import Limits

TODAY = date(2026, 12, 2)  # a Wednesday
HOUR = 60


def limits(daily: int | None = 6 * HOUR, weekly: int | None = 30 * HOUR) -> Limits:
    return Limits(
        daily_cap_minutes=daily, weekly_cap_minutes=weekly, week_starts_on=6, entry_window_days=14
    )


def test_the_remainder_is_spread_over_the_days_to_the_target_and_rounded_up():
    need = need_of(79 * HOUR, TODAY, date(2027, 1, 8), limits())
    assert (need.minutes, need.is_weekly, need.earliest_on) == (15 * HOUR, True, None)


def test_less_than_a_week_before_the_target_all_of_it_is_needed():
    need = need_of(10 * HOUR, TODAY, TODAY + timedelta(days=2), limits())
    assert (need.minutes, need.is_weekly) == (10 * HOUR, False)


def test_a_target_ruled_out_by_the_limits_comes_with_the_earliest_day():
    need = need_of(90 * HOUR, TODAY, TODAY + timedelta(days=9), limits())
    assert need.earliest_on > TODAY + timedelta(days=9)


def test_a_target_that_has_passed_is_ruled_out():
    assert need_of(HOUR, TODAY, TODAY - timedelta(days=1), limits()).earliest_on == TODAY


@pytest.mark.parametrize(
    ("left", "days"),
    [
        (6 * HOUR, 0),
        (6 * HOUR + 1, 1),
        (24 * HOUR, 3),  # Wednesday to Saturday
        (25 * HOUR, 4),  # Sunday starts a week
        (54 * HOUR, 8),  # 24 + 30, done on Thursday of the next week
        (55 * HOUR, 11),  # that week's limit is reached: the next Sunday
    ],
)
def test_the_earliest_day_respects_daily_and_weekly_limits(left, days):
    assert earliest_finish(left, TODAY, limits()) == TODAY + timedelta(days=days)


def test_without_limits_a_day_holds_24_hours():
    assert earliest_finish(49 * HOUR, TODAY, limits(None, None)) == TODAY + timedelta(days=2)


def test_a_week_without_the_closed_days_holds_more_hours_on_the_others():
    break_ = (date(2026, 12, 20), date(2027, 1, 2))  # two of the five and a half weeks
    need = need_of(79 * HOUR, TODAY, date(2027, 1, 8), limits(), closures=[break_])
    assert (need.minutes, need.is_weekly) == (23 * HOUR + 30, True)


def test_a_closure_can_rule_the_target_out_and_moves_the_earliest_day_behind_it():
    until_the_target = (TODAY, TODAY + timedelta(days=20))
    need = need_of(HOUR, TODAY, TODAY + timedelta(days=9), limits(), closures=[until_the_target])
    assert need.earliest_on == TODAY + timedelta(days=21)


def test_no_week_is_asked_for_more_than_its_limit():
    # Friday to the next Friday: 12 h this week and 28 h of the next one's 30.
    friday = TODAY + timedelta(days=2)
    need = need_of(40 * HOUR, friday, friday + timedelta(days=7), limits())
    assert (need.minutes, need.earliest_on) == (30 * HOUR, None)


def test_hours_logged_this_week_take_up_its_limit():
    # Of this week's 30 h, 4 h are left; the other 20 h take until Wednesday.
    earliest = earliest_finish(24 * HOUR, TODAY, limits(), claimed=26 * HOUR)
    assert earliest == TODAY + timedelta(days=7)


@given(st.integers(1, 3000 * HOUR), st.integers(-400, 1500), st.none() | st.integers(1, 1440))
def test_a_weekly_need_always_reaches_the_target(left, days, daily):
    target_on = TODAY + timedelta(days=days)
    need = need_of(left, TODAY, target_on, limits(daily, None))
    if need.is_weekly:
        assert need.minutes * (days + 1) / 7 >= left
    else:
        assert need.minutes >= left
