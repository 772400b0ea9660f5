"""The pace: how fast hours are earned, when the student finishes, and when nothing is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.pace.domain.pace import Point, pace_of

TODAY = date(2026, 11, 23)
STARTED = date(2026, 8, 31)  # twelve weeks before
TARGET = date(2027, 3, 1)


def weekly(minutes: int, weeks: int = 12) -> list[tuple[date, int]]:
    """Return postings at the end of each of the last weeks, sorted by day."""
    return [(TODAY - timedelta(weeks=back), minutes) for back in reversed(range(weeks))]


def test_nothing_signed_projects_nothing():
    pace = pace_of([], 6000, STARTED, TARGET, TODAY)
    assert pace.points == (Point(STARTED, 0),)
    assert (pace.minutes_a_week, pace.projected_on, pace.finished_on) == (0, None, None)
    assert pace.days_ahead is None


def test_steady_weeks_set_the_pace_and_the_projected_finish():
    pace = pace_of(weekly(300), 6000, STARTED, TARGET, TODAY)
    assert pace.minutes_a_week == 300
    assert pace.projected_on == TODAY + timedelta(weeks=8)
    assert pace.days_ahead == (TARGET - pace.projected_on).days > 0


def test_only_recent_weeks_set_the_pace():
    slow_of_late = [(day, 900 if n < 6 else 60) for n, (day, _) in enumerate(weekly(0))]
    assert pace_of(slow_of_late, 9000, STARTED, TARGET, TODAY).minutes_a_week == 60


def test_a_finish_after_the_target_is_behind():
    assert pace_of(weekly(150), 6000, STARTED, TARGET, TODAY).days_ahead < 0


def test_hours_of_the_very_first_day_are_part_of_the_pace():
    pace = pace_of([(TODAY, 240)], 2400, TODAY, TARGET, TODAY)
    assert pace.minutes_a_week == 240
    assert pace.projected_on == TODAY + timedelta(weeks=9)


def test_a_start_less_than_a_week_ago_is_not_extrapolated():
    started = TODAY - timedelta(days=1)
    assert pace_of([(TODAY, 240)], 2400, started, TARGET, TODAY).minutes_a_week == 240


def test_a_long_gap_projects_nothing():
    old = [(STARTED + timedelta(days=3), 1200)]
    pace = pace_of(old, 6000, STARTED, TARGET, TODAY)
    assert (pace.minutes_a_week, pace.projected_on, pace.days_ahead) == (0, None, None)


def test_a_pace_beyond_any_calendar_projects_nothing():
    assert pace_of([(TODAY, 10)], 10**9, STARTED, TARGET, TODAY).projected_on is None


def test_finishing_late_stalling_or_never_finishing_is_behind():
    late = pace_of(weekly(150), 6000, STARTED, TARGET, TODAY)
    silent = pace_of([(STARTED, 1200)], 6000, STARTED, TARGET, TODAY)
    endless = pace_of([(TODAY, 10)], 10**9, STARTED, TARGET, TODAY)
    barely = pace_of([(TODAY, 1)], 6000, TODAY - timedelta(weeks=5), TARGET, TODAY)
    assert all(pace.is_behind for pace in (late, silent, endless, barely))
    assert (silent.is_stalled, endless.is_endless, barely.is_endless) == (True, True, True)


def test_an_early_finished_or_new_student_is_not_behind():
    early = pace_of(weekly(300), 6000, STARTED, TARGET, TODAY)
    done_late = pace_of(weekly(600), 6000, STARTED, STARTED, TODAY)
    new = pace_of([], 6000, TODAY - timedelta(weeks=5), TARGET, TODAY)
    assert not any(pace.is_behind for pace in (early, done_late, new))


def test_nobody_is_behind_within_the_first_two_weeks():
    def after(days: int):
        return pace_of([(TODAY, 10)], 6000, TODAY - timedelta(days=days), TARGET, TODAY)

    assert (after(13).is_new, after(13).is_behind) == (True, False)
    assert (after(14).is_new, after(14).is_behind) == (False, True)


def test_a_finished_student_has_a_finish_date_and_no_projection():
    pace = pace_of(weekly(600), 6000, STARTED, TARGET, TODAY)
    assert pace.finished_on == TODAY - timedelta(weeks=2)
    assert pace.projected_on is None
    assert pace.days_ahead == (TARGET - pace.finished_on).days


def test_a_reversal_after_the_finish_undoes_it():
    posted = [*weekly(600), (TODAY, -1800)]
    pace = pace_of(posted, 6000, STARTED, TARGET, TODAY)
    assert pace.finished_on is None
    assert pace.projected_on > TODAY


def test_the_finish_is_the_day_from_which_the_total_stayed_high_enough():
    days = [TODAY - timedelta(days=back) for back in (30, 20, 10)]
    posted = list(zip(days, (600, -60, 60), strict=True))
    assert pace_of(posted, 600, STARTED, None, TODAY).finished_on == days[2]


def test_reversals_never_make_a_negative_pace():
    posted = [(STARTED, 3000), (TODAY, -600)]
    assert pace_of(posted, 6000, STARTED, TARGET, TODAY).minutes_a_week == 0


@pytest.mark.parametrize("required", [600, 6000])
def test_without_a_target_nobody_is_ahead_or_behind(required):
    assert pace_of(weekly(300), required, STARTED, None, TODAY).days_ahead is None


def test_what_was_earned_before_the_start_counts_from_the_start():
    points = pace_of([(STARTED - timedelta(days=9), 60)], 600, STARTED, None, TODAY).points
    assert points == (Point(STARTED, 0), Point(STARTED, 60))


@given(
    st.lists(st.tuples(st.integers(0, 84), st.integers(-300, 600)), max_size=30),
    st.integers(0, 20000),
    st.none() | st.just(TARGET),
)
def test_the_pace_is_always_consistent(drawn, required, target):
    posted = [(STARTED + timedelta(days=offset), minutes) for offset, minutes in sorted(drawn)]
    pace = pace_of(posted, required, STARTED, target, TODAY)
    total = sum(minutes for _day, minutes in posted)
    assert pace.points[-1].minutes == total
    assert pace.minutes_a_week >= 0
    assert (pace.finished_on is not None) == (total >= required)
    assert not (pace.finished_on and pace.projected_on)
    assert pace.projected_on is None or pace.projected_on > TODAY
    assert pace.finished_on is None or STARTED <= pace.finished_on <= TODAY
