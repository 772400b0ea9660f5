"""Dates of a series: local times stay the same when clocks change, and nothing is planned twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clinic_hours.shifts.domain.recurrence import (
    MOST_DATES,
    ClosedDays,
    Occurrence,
    Plan,
    Skipped,
    dates_of,
    days_of,
    digest_of,
    faults_of,
)

MIAMI, LONDON = "America/New_York", "Europe/London"
SPRING, FALL = date(2027, 3, 14), date(2026, 11, 1)  # clocks change in Miami
DAY = timedelta(days=1)

minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
terms = st.tuples(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 200))


@st.composite
def possible_plans(draw) -> Plan:
    first_on, days = draw(terms)
    found = Plan(
        zone=draw(st.sampled_from([MIAMI, LONDON, "America/Phoenix", "Australia/Lord_Howe"])),
        weekdays=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        start=draw(minutes),
        end=draw(minutes),
        first_on=first_on,
        last_on=first_on + days * DAY,
        every_n_weeks=draw(st.integers(1, 4)),
        ends_next_day=draw(st.booleans()),
    )
    assume(not faults_of(found))
    return found


any_plan = settings(max_examples=60)
plans = possible_plans()


def plan(**more) -> Plan:
    """Return Mondays from 2 to 6 pm in Miami, in the four weeks from November 30."""
    said = {
        "zone": MIAMI,
        "weekdays": (0,),
        "start": time(14),
        "end": time(18),
        "first_on": date(2026, 11, 30),
        "last_on": date(2026, 12, 27),
    }
    return Plan(**said | more)


def codes(found) -> list[str]:
    return [finding.code for finding in found]


@any_plan
@given(plans)
def test_every_shift_starts_and_ends_at_its_local_time(plan):
    zone = ZoneInfo(plan.zone)
    for each in dates_of(plan):
        if isinstance(each, Occurrence):
            starts, ends = each.starts_at.astimezone(zone), each.ends_at.astimezone(zone)
            assert (starts.date(), starts.time()) == (each.day, plan.start)
            assert (ends.date(), ends.time()) == (each.day + plan.ends_next_day * DAY, plan.end)


@any_plan
@given(plans)
def test_every_date_of_the_plan_is_planned_or_says_why_not(plan):
    dates = dates_of(plan)
    assert [each.day for each in dates] == list(days_of(plan))
    assert len({each.day for each in dates}) == len(dates)
    for each in dates:
        assert each.day.weekday() in plan.weekdays
        assert plan.first_on <= each.day <= plan.last_on
        if isinstance(each, Skipped):
            assert each.refusal.code in {"time_is_skipped", "shift_ends_before_it_starts"}


@any_plan
@given(plans)
def test_only_a_clock_change_gives_a_shift_another_length(plan):
    for each in dates_of(plan):
        if isinstance(each, Occurrence) and each.remark is None:
            last = each.day + plan.ends_next_day * DAY
            nominal = datetime.combine(last, plan.end) - datetime.combine(each.day, plan.start)
            assert each.ends_at - each.starts_at == nominal


@any_plan
@given(plans)
def test_a_preview_has_the_same_digest_whenever_it_is_made(plan):
    first, second = (digest_of({"plan": str(plan)}, dates_of(plan)) for _ in range(2))
    assert first == second
    assert first != digest_of({"plan": "another"}, dates_of(plan))


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("change", [SPRING, FALL])
def test_each_weekday_keeps_its_hour_across_both_clock_changes(weekday, change):
    around = {"first_on": change - 14 * DAY, "last_on": change + 14 * DAY}
    dates = dates_of(plan(weekdays=(weekday,), **around))
    hours = {each.starts_at.astimezone(ZoneInfo(MIAMI)).hour for each in dates}
    assert hours == {14}
    assert {each.starts_at.astimezone(UTC).hour for each in dates} == {18, 19}


def test_a_start_that_clocks_skip_is_refused_and_says_which_time_exists():
    night = plan(weekdays=(6,), start=time(2, 30), end=time(6), first_on=SPRING, last_on=SPRING)
    (skipped,) = dates_of(night)
    assert skipped.refusal.code == "time_is_skipped"
    assert skipped.refusal.params == {"nearest": "03:00"}


def test_of_an_hour_that_happens_twice_the_first_is_taken_and_said():
    night = plan(weekdays=(6,), start=time(1, 30), end=time(6), first_on=FALL, last_on=FALL)
    (shift,) = dates_of(night)
    assert shift.starts_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert shift.remark.code == "time_happens_twice"


def test_a_night_when_clocks_change_says_how_long_it_really_is():
    night = plan(
        weekdays=(5,),
        start=time(22),
        end=time(6),
        ends_next_day=True,
        first_on=SPRING - DAY,
        last_on=SPRING,
    )
    (shift,) = dates_of(night)
    assert shift.remark.code == "clocks_change"
    assert shift.remark.params == {"hours": 7 * 60}


def test_every_second_week_counts_from_the_week_of_the_first_day():
    wednesday = date(2026, 12, 2)
    found = plan(weekdays=(0, 2), every_n_weeks=2, first_on=wednesday, last_on=date(2026, 12, 31))
    assert list(days_of(found)) == [
        wednesday,
        *(date(2026, 12, day) for day in (14, 16, 28, 30)),
    ]


def test_closed_days_are_skipped_with_their_reason():
    holidays = ClosedDays("Winter break", date(2026, 12, 20), date(2027, 1, 3))
    *open_days, closed = dates_of(plan(), [holidays])
    assert [each.day.day for each in open_days] == [30, 7, 14]
    assert closed.refusal.params == {"closure": "Winter break"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"last_on": date(2026, 11, 29)}, "series_ends_before_it_starts"),
        ({"end": time(14)}, "shift_ends_before_it_starts"),
        ({"end": time(9)}, "shift_ends_before_it_starts"),
        ({"start": time(6), "end": time(22, 1)}, "shift_too_long"),
        ({"ends_next_day": True}, "shift_too_long"),
        ({"weekdays": ()}, "series_without_dates"),
        ({"weekdays": (1,), "last_on": date(2026, 11, 30)}, "series_without_dates"),
        ({"weekdays": tuple(range(7)), "last_on": date(2032, 5, 22)}, "series_with_too_many_dates"),
    ],
)
def test_an_impossible_plan_says_what_is_wrong(wrong, code):
    assert codes(faults_of(plan(**wrong))) == [code]


def test_a_year_of_days_is_possible_and_16_hours_too():
    year = plan(weekdays=tuple(range(7)), last_on=date(2027, 11, 29))
    assert not faults_of(year)
    assert len(dates_of(year)) == 365 <= MOST_DATES
    assert not faults_of(plan(start=time(6), end=time(22)))
