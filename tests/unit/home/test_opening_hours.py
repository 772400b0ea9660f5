"""A week of opening hours, as text and for search engines."""

from datetime import time

import pytest

from home.clinic.fields.opening_hours import as_structured_data, problem_with, week

ONE, NINE = time(13), time(21, 30)
WEEK = [
    *((day, ONE, NINE) for day in ("Monday", "Tuesday", "Wednesday")),
    ("Friday", time(10), time(16)),
]


def test_consecutive_days_with_the_same_hours_share_a_line():
    lines = [(stretch.name, stretch.hours) for stretch in week(WEEK)]

    assert lines == [
        ("Monday to Wednesday", "1:00 pm to 9:30 pm"),
        ("Thursday", "Closed"),
        ("Friday", "10:00 am to 4:00 pm"),
        ("Saturday and Sunday", "Closed"),
    ]


def test_a_break_makes_two_spans_in_a_day_in_either_order():
    day = week([("Monday", time(14), time(18)), ("Monday", time(9), time(12))])[0]

    assert day.hours == "9:00 am to 12:00 pm, 2:00 pm to 6:00 pm"


def test_search_engines_get_open_days_only():
    told = as_structured_data(week(WEEK))

    assert [len(each["dayOfWeek"]) for each in told] == [3, 1]
    assert told[0]["dayOfWeek"][0] == "https://schema.org/Monday"
    assert (told[0]["opens"], told[0]["closes"]) == ("13:00", "21:30")


@pytest.mark.parametrize(
    ("openings", "problem"),
    [
        (WEEK, ""),
        ([("Monday", NINE, ONE)], "The closing time must be after the opening time."),
        ([("Monday", ONE, ONE)], "The closing time must be after the opening time."),
        (
            [("Monday", time(9), time(14)), ("Monday", ONE, NINE)],
            "Two sets of hours on the same day overlap.",
        ),
        ([("Monday", time(9), ONE), ("Monday", ONE, NINE)], ""),
        ([("Monday", time(9), time(14)), ("Tuesday", ONE, NINE)], ""),
    ],
)
def test_an_impossible_week_is_refused(openings, problem):
    assert problem_with(openings) == problem
