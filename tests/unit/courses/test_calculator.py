from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.curriculum.domain.calculator import (
    Limits,
    finish_by,
    open_days,
    parse_hours,
    usual_week,
    weekly_limit,
)

MONDAY = date(2027, 1, 11)
CLINIC = 125 * 60


def finish(hours: float, total: int = CLINIC, closures=(), **limits):
    return finish_by(
        total_minutes=total,
        weekly_minutes=int(hours * 60),
        limits=Limits(**{"weekly_cap": 30 * 60} | limits),
        starts_on=MONDAY,
        closures=closures,
    )


def test_nine_hours_a_week_finish_125_hours_in_14_weeks():
    assert (finish(9).weeks, finish(9).finishes_on) == (14, date(2027, 4, 19))


def test_a_week_that_fits_exactly_is_not_followed_by_another():
    assert finish(25).weeks == 5
    assert finish(25, total=CLINIC + 1).weeks == 6


def test_hours_at_the_limit_are_possible_and_one_minute_more_is_not():
    assert finish(30).is_possible
    assert not finish(30 + 1 / 60).is_possible


def test_impossible_hours_count_as_the_limit():
    assert finish(60).weeks == finish(30).weeks == 5


def test_zero_hours_a_week_are_refused():
    with pytest.raises(ValueError):
        finish(0)


def test_a_date_beyond_the_calendar_becomes_its_last_day():
    assert finish(1, total=10**9).finishes_on == date.max


def test_a_week_in_which_the_school_is_closed_does_not_count():
    second_week = (date(2027, 1, 18), date(2027, 1, 24))

    assert finish(25, closures=[second_week]).weeks == 6
    assert finish(25, closures=[(date(2026, 12, 21), date(2027, 1, 3))]).weeks == 5  # before it


def test_a_week_with_few_open_days_is_limited_by_the_daily_cap():
    open_on_friday_to_sunday = (MONDAY, date(2027, 1, 14))
    week = finish(30, total=30 * 60, closures=[open_on_friday_to_sunday], daily_cap=6 * 60)

    assert week.weeks == 2  # three days of six hours, and the rest in the following week


def test_closures_that_overlap_close_a_day_once():
    assert len(open_days(MONDAY, [(MONDAY, date(2027, 1, 12)), (MONDAY, MONDAY)])) == 5


EVENINGS = (240, 240, 240, 240, 0, 0, 0)  # four hours a day from Monday to Thursday


def test_nobody_finishes_faster_than_the_timetable():
    fast = finish(30, total=500 * 60, timetable=EVENINGS, daily_cap=360)
    assert (fast.weeks, fast.limit, fast.is_possible) == (32, 16 * 60, False)
    assert finish(8, total=500 * 60, timetable=EVENINGS).weeks == 63


def test_a_long_day_of_the_timetable_holds_no_more_than_the_daily_cap():
    assert Limits(daily_cap=360, timetable=(600, 0, 0, 0, 0, 0, 600)).week == 2 * 360


def test_a_closed_day_loses_the_hours_of_its_timetable():
    monday, friday = (MONDAY, MONDAY), (date(2027, 1, 15), date(2027, 1, 15))
    week = 16 * 60
    assert finish(16, total=week, timetable=EVENINGS, closures=[monday]).weeks == 2
    assert finish(16, total=week, timetable=EVENINGS, closures=[friday]).weeks == 1


@given(
    st.integers(1, 4000 * 60),
    st.integers(1, 9999 * 60),
    st.lists(st.integers(0, 24 * 60), min_size=7, max_size=7).filter(any),
    st.none() | st.integers(1, 24 * 60),
    st.none() | st.integers(1, 7 * 24 * 60),
)
def test_no_answer_is_shorter_than_total_hours_divided_by_weekly_hours(
    total, wish, timetable, daily, weekly
):
    limits = Limits(daily, weekly, timetable=tuple(timetable))
    closed = [(date(2027, 3, 22), date(2027, 3, 28))]
    answer = finish_by(
        total_minutes=total,
        weekly_minutes=wish,
        limits=limits,
        starts_on=MONDAY,
        closures=closed,
    )
    assert answer.weeks * min(wish, sum(timetable), weekly or wish) >= total


def test_the_minimum_weeks_delay_a_fast_student():
    held = finish(30, minimum_weeks=24)

    assert (held.weeks, held.is_held_back) == (24, True)
    assert not finish(5, minimum_weeks=24).is_held_back


def test_a_total_is_reached_even_after_months_of_closure():
    closed_for_months = (MONDAY, date(2027, 5, 2))

    assert finish(25, closures=[closed_for_months]).weeks == 16 + 5


@pytest.mark.parametrize(
    ("hours", "months", "week"), [(500, 8, 14.5), (2850, 36, 18.5), (10, 12, 1), (60, 0, 14)]
)
def test_usual_weekly_hours_follow_from_the_program_s_length(hours, months, week):
    assert usual_week(hours * 60, months=months) == week * 60


@pytest.mark.parametrize(
    ("daily", "weekly", "limit"),
    [
        (360, 1800, 1800),
        (120, 1800, 840),
        (None, 1800, 1800),
        (360, None, 2520),
        (None, None, 10080),
    ],
)
def test_both_caps_limit_a_week(daily, weekly, limit):
    assert weekly_limit(daily_cap=daily, weekly_cap=weekly) == limit


@pytest.mark.parametrize(
    ("text", "minutes"), [("9", 540), ("7.5", 450), ("7,5", 450), (" 9 ", 540), ("9999", 599_940)]
)
def test_hours_are_read_as_people_write_them(text, minutes):
    assert parse_hours(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nine",
        "-3",
        "0",
        "0.5",
        "1e3",
        "99999",
        "٩",
        "\uff19",
        "9\x00",
        "\ud800",
        "9 9",
        "NaN",
        "9.999",
    ],
)
def test_nonsense_is_not_a_number_of_hours(text):
    assert parse_hours(text) is None
