"""Wall times become instants, and durations are elapsed time, even on days when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.core.domain.minutes import (
    TimeGap,
    TimeTwice,
    counted_minutes,
    elapsed_minutes,
    resolve_local,
    week_of,
    worked_minutes,
)

NEW_YORK = "America/New_York"
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
ZONES = st.sampled_from(
    [NEW_YORK, "America/Phoenix", "Europe/Dublin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]
)
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
CLOCK = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def test_a_plain_time_is_resolved_in_its_zone():
    assert resolve_local(date(2026, 11, 23), time(14), NEW_YORK) == datetime(
        2026, 11, 23, 19, tzinfo=UTC
    )


def test_a_time_in_the_spring_gap_is_refused_with_the_first_that_exists():
    with pytest.raises(TimeGap) as refusal:
        resolve_local(SPRING, time(2, 30), NEW_YORK)
    assert refusal.value.nearest == datetime(2026, 3, 8, 3, 0)


@pytest.mark.parametrize("fold", [0, 1])
def test_no_choice_of_first_or_second_makes_a_skipped_time_exist(fold):
    with pytest.raises(TimeGap):
        resolve_local(SPRING, time(2), NEW_YORK, fold)


@pytest.mark.parametrize(("at", "hour"), [(time(1, 59), 6), (time(3), 7)])
def test_times_around_the_gap_exist(at, hour):
    assert resolve_local(SPRING, at, NEW_YORK).hour == hour


def test_a_half_hour_gap_is_also_found():
    with pytest.raises(TimeGap) as refusal:
        resolve_local(date(2026, 10, 4), time(2, 10), "Australia/Lord_Howe")
    assert refusal.value.nearest == datetime(2026, 10, 4, 2, 30)


def test_a_time_that_happens_twice_is_asked_about_with_both_instants():
    with pytest.raises(TimeTwice) as question:
        resolve_local(AUTUMN, time(1, 30), NEW_YORK)
    assert question.value.first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert question.value.second == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(("fold", "hour"), [(0, 5), (1, 6)])
def test_the_person_says_which_of_the_two_it_was(fold, hour):
    at = datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
    assert resolve_local(AUTUMN, time(1, 30), NEW_YORK, fold) == at


@pytest.mark.parametrize("at", [time(0, 59), time(2)])
def test_times_around_the_fold_happen_once(at):
    assert resolve_local(AUTUMN, at, NEW_YORK) == resolve_local(AUTUMN, at, NEW_YORK, 1)


@given(DAYS, CLOCK, ZONES, st.sampled_from([0, 1]))
def test_a_resolved_time_reads_as_it_was_typed(day, at, zone, fold):
    try:
        instant = resolve_local(day, at, zone, fold)
    except TimeGap as gap:
        assert gap.nearest > datetime.combine(day, at)
        assert resolve_local(gap.nearest.date(), gap.nearest.time(), zone)
        return
    assert instant.tzinfo is UTC
    assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, at)


@given(DAYS, CLOCK, ZONES)
def test_an_ambiguous_time_really_has_two_instants(day, at, zone):
    try:
        resolve_local(day, at, zone)
    except TimeTwice as twice:
        assert twice.first < twice.second
        assert resolve_local(day, at, zone, 0) == twice.first
        assert resolve_local(day, at, zone, 1) == twice.second
    except TimeGap:
        pass


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 31), 9), (date(2026, 3, 7), 7), (date(2026, 11, 22), 8)],
)
def test_a_night_is_as_long_as_it_really_was(day, hours):
    """Python subtracts times in the same zone by wall clock, which would give 8 hours each time."""
    starts_at = resolve_local(day, time(22), NEW_YORK)
    ends_at = resolve_local(day + timedelta(days=1), time(6), NEW_YORK)
    assert elapsed_minutes(starts_at, ends_at) == hours * 60


def test_elapsed_time_is_right_for_wall_times_in_one_zone():
    place = ZoneInfo(NEW_YORK)
    night = datetime(2026, 10, 31, 22, tzinfo=place), datetime(2026, 11, 1, 6, tzinfo=place)
    assert elapsed_minutes(*night) == 9 * 60


def test_a_started_minute_does_not_count():
    starts_at = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert elapsed_minutes(starts_at, starts_at + timedelta(seconds=119)) == 1


def test_a_break_does_not_count():
    starts_at = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert worked_minutes(starts_at, starts_at + timedelta(hours=4), 30) == 210


@pytest.mark.parametrize(
    ("minutes", "rounding", "counted"),
    [
        (224, "none", 224),
        (224, "quarter_down", 210),
        (225, "quarter_down", 225),
        (14, "quarter_down", 0),
    ],
)
def test_minutes_count_exactly_or_rounded_down_to_the_quarter_hour(minutes, rounding, counted):
    assert counted_minutes(minutes, rounding) == counted


@given(st.integers(0, 2000))
def test_rounding_never_adds_and_removes_less_than_a_quarter_hour(minutes):
    assert 0 <= minutes - counted_minutes(minutes, "quarter_down") < 15


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [(0, date(2026, 11, 23)), (6, date(2026, 11, 22)), (1, date(2026, 11, 17))],
)
def test_a_week_starts_when_the_set_says(starts_on, first):
    assert week_of(date(2026, 11, 23), starts_on) == (first, first + timedelta(days=6))


@given(DAYS, st.integers(0, 6))
def test_a_day_is_in_its_week(day, starts_on):
    first, last = week_of(day, starts_on)
    assert first <= day <= last
    assert first.weekday() == starts_on
    assert week_of(first, starts_on) == week_of(last, starts_on) == (first, last)
