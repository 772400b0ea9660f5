"""What punches come to, in any order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.attendance.domain.attended import attended, counted_times
from clinic_hours.attendance.domain.punches import (
    Closing,
    PunchKind,
    SpanKind,
    Stamp,
    rounded,
    spans_of,
    state_of,
)
from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.domain.supervision import Parts, divided

START = datetime(2026, 11, 23, 19, tzinfo=UTC)
END = START + timedelta(hours=4)
MINUTE = timedelta(minutes=1)


def stamp(kind: str, minute: float, number: int = 0, **more) -> Stamp:
    at = START + minute * MINUTE
    return Stamp(number or int(minute * 60) + 10_000, PunchKind(kind), at, **more)


def said(*stamps: Stamp) -> list[tuple[str, int, int | None]]:
    return [
        (
            span.kind.value,
            (span.from_at - START) // MINUTE,
            (span.to_at - START) // MINUTE if span.to_at else None,
        )
        for span in spans_of(stamps)
    ]


def test_in_and_out_is_one_presence():
    assert said(stamp("in", -2), stamp("out", 242)) == [("here", -2, 242)]


def test_a_break_divides_a_presence():
    punches = stamp("in", 0), stamp("break", 60), stamp("back", 90), stamp("out", 240)
    assert said(*punches) == [("here", 0, 60), ("break", 60, 90), ("here", 90, 240)]


def test_who_is_held_waits_until_they_may_start():
    punches = stamp("in", 19, is_held=True), stamp("start", 60), stamp("out", 240)
    assert said(*punches) == [("waiting", 19, 60), ("here", 60, 240)]


def test_someone_who_comes_back_is_there_twice():
    punches = stamp("in", 0), stamp("out", 60), stamp("in", 90), stamp("out", 240)
    assert said(*punches) == [("here", 0, 60), ("here", 90, 240)]


def test_a_punch_that_does_not_fit_changes_nothing():
    punches = stamp("out", 1), stamp("in", 5), stamp("in", 9), stamp("back", 20), stamp("out", 60)
    assert said(*punches) == [("here", 5, 60)]


def test_the_order_of_arrival_does_not_matter():
    punches = [stamp("in", 0), stamp("break", 60), stamp("back", 90), stamp("out", 240)]
    assert said(*reversed(punches)) == said(*punches)


def test_seconds_are_dropped():
    assert said(stamp("in", 0.9), stamp("out", 240.9)) == [("here", 0, 240)]


@pytest.mark.parametrize(
    ("minute", "step", "nearest"),
    [(7, 15, 0), (8, 15, 15), (2, 5, 0), (3, 5, 5), (3, 6, 6), (2, 6, 0), (7, 1, 7)],
)
def test_times_are_rounded_as_the_site_does(minute, step, nearest):
    assert rounded(START + minute * MINUTE, step) == START + nearest * MINUTE


def test_a_forgotten_clock_out_gives_no_minutes():
    spans = spans_of([stamp("in", 0), stamp("lapse", 400)])
    assert spans[0].closing == Closing.UNCLOSED
    assert counted_times(spans, START, END, Rules(), END) == []


def test_an_uncertain_time_gives_no_minutes():
    spans = spans_of([stamp("in", 0, is_uncertain=True), stamp("out", 200)])
    assert counted_times(spans, START, END, Rules(), END) == []


def test_setting_up_and_staying_on_do_not_count():
    spans = spans_of([stamp("in", -30), stamp("out", 300)])
    assert counted_times(spans, START, END, Rules(grace=15), END) == [(START, END + 15 * MINUTE)]


def test_a_break_does_not_count():
    spans = spans_of([stamp("in", 0), stamp("break", 60), stamp("back", 90), stamp("out", 240)])
    times = counted_times(spans, START, END, Rules(), END)
    what = attended(times, Parts(supervised=210), spans, Rules())
    assert (what.starts_at, what.ends_at, what.break_minutes) == (START, END, 30)


@pytest.mark.parametrize(("counts", "minutes"), [(False, 40), (True, 0)])
def test_time_over_the_ratio_counts_only_if_the_site_says_so(counts, minutes):
    spans = spans_of([stamp("in", 0), stamp("out", 240)])
    rules = Rules(counts_over_ratio=counts)
    times = counted_times(spans, START, END, rules, END)
    what = attended(times, Parts(supervised=200, over_ratio=40), spans, rules)
    assert what.break_minutes == minutes


def test_without_a_minute_that_counts_there_is_nothing():
    spans = spans_of([stamp("in", 0), stamp("out", 60)])
    times = counted_times(spans, START, END, Rules(), END)
    assert attended(times, Parts(unsupervised=60), spans, Rules()) is None


KINDS = st.sampled_from(list(PunchKind))
STAMPS = st.lists(
    st.builds(
        stamp,
        KINDS,
        st.integers(-60, 300),
        st.integers(1, 10_000),
        is_held=st.booleans(),
        is_uncertain=st.booleans(),
    ),
    max_size=12,
)


@given(STAMPS)
def test_spans_never_overlap_and_only_the_last_goes_on(stamps):
    spans = spans_of(stamps)
    ends = [span.to_at for span in spans]
    assert None not in ends[:-1]
    for one, following in pairwise(spans):
        assert one.from_at < one.to_at <= following.from_at
    going_on = [span.kind for span in spans if span.to_at is None]
    assert going_on == [state for state in [state_of(stamps)] if state]


@given(st.lists(STAMPS, max_size=5), st.lists(STAMPS, max_size=3), st.sampled_from([None, 1, 2]))
def test_the_parts_of_each_students_minutes_sum_to_presence(students, supervisors, limit):
    times = [
        counted_times(spans_of(each), START, END, Rules(), END)
        for each in (*students, *supervisors)
    ]
    there = dict(enumerate(times[: len(students)]))
    parts = divided(there, times[len(students) :], dict.fromkeys(there, limit))
    for student, own in there.items():
        assert parts[student].total == sum((to - since) // MINUTE for since, to in own)


def test_whoever_came_first_is_supervised():
    hour = (START, START + 60 * MINUTE)
    late = (START + 20 * MINUTE, START + 60 * MINUTE)
    parts = divided({1: [late], 2: [hour]}, [[hour]], {1: 1, 2: 1})
    assert parts == {1: Parts(over_ratio=40), 2: Parts(supervised=60)}


def test_two_instructors_supervise_twice_as_many():
    hour = (START, START + 60 * MINUTE)
    parts = divided(
        {1: [hour], 2: [hour], 3: [hour]}, [[hour], [hour]], dict.fromkeys((1, 2, 3), 1)
    )
    assert [parts[each].supervised for each in (1, 2, 3)] == [60, 60, 0]


def test_the_strictest_limit_of_those_present_holds():
    hour = (START, START + 60 * MINUTE)
    parts = divided({1: [hour], 2: [hour]}, [[hour]], {1: None, 2: 1})
    assert parts == {1: Parts(supervised=60), 2: Parts(over_ratio=60)}


def test_without_an_instructor_time_is_unsupervised():
    hour = (START, START + 60 * MINUTE)
    half = (START, START + 30 * MINUTE)
    parts = divided({1: [hour]}, [[half]], {1: 2})
    assert parts == {1: Parts(supervised=30, unsupervised=30)}


def test_state_is_what_someone_does_now():
    assert state_of([stamp("in", 0), stamp("break", 5)]) == SpanKind.BREAK
    assert state_of([stamp("in", 0), stamp("out", 5)]) is None
