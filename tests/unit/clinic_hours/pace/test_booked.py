"""When a student finishes with what is booked."""

from datetime import date, timedelta

import pytest

from clinic_hours.pace.domain.booked import Booking, finish_with
from clinic_hours.sessions.domain.claims import Limits

HOUR = 60
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 16)


def booked(*days: int, hours: int = 4, category: str = "hands-on") -> list[Booking]:
    """Return bookings so many days after a Monday."""
    return [Booking(MONDAY + day * DAY, hours * HOUR, category) for day in days]


def finish(bookings, hours_left: int = 10, pace: int = 0, limits: Limits | None = None, **more):
    left = {"hands-on": hours_left * HOUR}
    return finish_with(bookings, left, limits or Limits(), pace * HOUR, **more)


def test_enough_bookings_end_it_on_their_day():
    assert finish(booked(1, 3, 5, 8)) == MONDAY + 5 * DAY


def test_too_few_go_on_at_the_pace_from_the_last_one():
    assert finish(booked(1, 3), pace=7) == MONDAY + (3 + 2) * DAY


@pytest.mark.parametrize("bookings", [[], booked(1)])
def test_without_bookings_or_without_a_pace_there_is_nothing_to_say(bookings):
    assert finish(bookings, pace=7 if not bookings else 0) is None


def test_no_day_counts_more_than_its_limit():
    limits = Limits(daily_cap_minutes=5 * HOUR)
    assert finish(booked(1, 1, 3), 9, limits=limits) == MONDAY + 3 * DAY
    assert finish(booked(1, 1), 9, limits=limits) is None


def test_no_week_counts_more_than_its_limit_with_what_is_worked_already():
    limits = Limits(weekly_cap_minutes=8 * HOUR)
    days = booked(2, 3, 7, 8)
    assert finish(days, limits=limits) == MONDAY + 7 * DAY
    assert finish(days, limits=limits, claimed={MONDAY: 4 * HOUR}) == MONDAY + 8 * DAY


def test_closed_days_bring_nothing():
    closures = [(MONDAY + 3 * DAY, MONDAY + 4 * DAY)]
    assert finish(booked(1, 3, 5, 8), closures=closures) == MONDAY + 8 * DAY


def test_hours_that_a_requirement_no_longer_needs_bring_nothing():
    others = booked(1, 2, category="outreach")
    assert finish([*others, *booked(3, 4, 5)]) == MONDAY + 5 * DAY


def test_a_finish_out_of_sight_is_not_named():
    assert finish(booked(1), hours_left=10_000, pace=1) is None
