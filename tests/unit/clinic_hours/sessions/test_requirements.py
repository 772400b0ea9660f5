"""Progress: what counts, what is missing, and that a surplus never hides a shortage."""

from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.sessions.domain.balances import Tally
from clinic_hours.sessions.domain.requirements import (
    Gate,
    Line,
    progress_of,
)

OBSERVATION = Line(1, "observation", "Observation", 600)
HANDS_ON = Line(2, "hands_on", "Hands-on", 3000, minimum_clients=20, gates=(Gate(1),))
INTERNSHIP = Line(3, "internship", "Internship", 1200, gates=(Gate(1), Gate(2, 500)))

MINUTES = st.integers(0, 5000)
TALLIES = st.builds(Tally, MINUTES, st.integers(0, 60), MINUTES)


@st.composite
def lines_with_tallies(draw):
    count = draw(st.integers(0, 5))
    lines = []
    for number in range(count):
        minutes = draw(st.integers(0, 4000))
        most = draw(st.none() | st.integers(minutes, 6000))
        before = st.sets(st.integers(0, number - 1), max_size=2) if number else st.just(set())
        gates = tuple(Gate(each, draw(st.none() | MINUTES)) for each in draw(before))
        clients = draw(st.integers(0, 30))
        lines.append(Line(number, "hands_on", f"Line {number}", minutes, clients, most, gates))
    tallied = draw(st.sets(st.integers(0, max(count - 1, 0))))
    return lines, {number: draw(TALLIES) for number in tallied}


def test_nothing_logged_leaves_everything_to_do():
    progress = progress_of([OBSERVATION, HANDS_ON], {})
    assert (progress.required, progress.earned, progress.pending) == (3600, 0, 0)
    assert progress.remaining == 3600
    assert not progress.is_met


def test_a_surplus_on_one_line_never_hides_a_shortage_on_another():
    progress = progress_of([OBSERVATION, HANDS_ON], {1: Tally(9000, 0, 0)})
    assert progress.earned == 600
    assert progress.remaining == 3000
    assert not progress.is_met


def test_pending_fills_only_what_is_missing():
    progress = progress_of([OBSERVATION], {1: Tally(500, 0, 300)})
    assert progress.pending == 100
    assert progress.lines[0].pending == 300


def test_only_the_maximum_of_a_line_counts():
    line = Line(1, "events", "Outreach", 300, maximum_minutes=400)
    counted = progress_of([line], {1: Tally(900, 0, 0)}).lines[0]
    assert (counted.earned, counted.counted, counted.toward) == (900, 400, 300)


def test_a_line_without_its_clients_is_not_met():
    tally = Tally(3000, 19, 0)
    line = progress_of([OBSERVATION, HANDS_ON], {2: tally}).lines[1]
    assert (line.remaining, line.clients_remaining, line.is_met) == (0, 1, False)
    assert not progress_of([OBSERVATION, HANDS_ON], {1: Tally(600), 2: tally}).is_met


def test_a_line_of_clients_alone_has_nothing_pending_to_draw():
    line = Line(1, "hands_on", "Clients", 0, minimum_clients=5)
    progress = progress_of([line], {1: Tally(0, 2, 60)})
    assert progress.lines[0].pending_share == progress.pending_share == 0
    assert not progress.is_met


def test_a_line_opens_once_the_one_it_depends_on_is_met():
    closed = progress_of([OBSERVATION, HANDS_ON], {1: Tally(599)}).lines[1]
    assert (closed.is_open, closed.waiting_for) == (False, OBSERVATION)
    assert progress_of([OBSERVATION, HANDS_ON], {1: Tally(600)}).lines[1].is_open


def test_pending_hours_open_nothing():
    assert not progress_of([OBSERVATION, HANDS_ON], {1: Tally(0, 0, 600)}).lines[1].is_open


def test_a_line_may_open_after_some_minutes_of_another():
    lines = [OBSERVATION, HANDS_ON, INTERNSHIP]
    waiting = progress_of(lines, {1: Tally(600), 2: Tally(499)}).lines[2]
    assert waiting.waiting_for == HANDS_ON
    assert progress_of(lines, {1: Tally(600), 2: Tally(500)}).lines[2].is_open


def test_the_first_closed_gate_is_the_one_named():
    assert progress_of([OBSERVATION, HANDS_ON, INTERNSHIP], {}).lines[2].waiting_for == OBSERVATION


def test_lines_keep_their_order():
    assert [each.line for each in progress_of([HANDS_ON, OBSERVATION], {}).lines] == [
        HANDS_ON,
        OBSERVATION,
    ]


def test_an_empty_set_is_met():
    progress = progress_of([], {})
    assert progress.is_met
    assert (progress.required, progress.remaining, progress.pending_share) == (0, 0, 0)


@given(lines_with_tallies())
def test_nothing_is_ever_negative_and_the_parts_make_the_whole(drawn):
    progress = progress_of(*drawn)
    for each in progress.lines:
        assert each.remaining + min(each.counted, each.line.minutes) == each.line.minutes
        assert 0 <= each.pending_toward <= each.remaining
        assert each.clients_remaining >= 0
    assert progress.earned + progress.remaining == progress.required
    assert 0 <= progress.pending <= progress.remaining
    assert progress.earned <= sum(tally.minutes for tally in drawn[1].values())


@given(lines_with_tallies())
def test_what_is_drawn_never_exceeds_its_bar(drawn):
    progress = progress_of(*drawn)
    for each in (*progress.lines, progress):
        assert 0 <= each.earned_share <= 1
        assert each.pending_share >= 0
        assert each.earned_share + each.pending_share <= 1 + 1e-9


@given(lines_with_tallies(), st.integers(1, 600), st.integers(0, 5), st.data())
def test_signing_more_never_takes_anything_back(drawn, minutes, clients, data):
    lines, tallies = drawn
    if not lines:
        return
    number = data.draw(st.sampled_from([line.id for line in lines]))
    old = tallies.get(number, Tally())
    more = Tally(old.minutes + minutes, old.clients + clients, old.pending_minutes)
    before, after = progress_of(lines, tallies), progress_of(lines, {**tallies, number: more})
    assert before.earned <= after.earned <= before.earned + minutes
    assert after.is_met or not before.is_met
    for was, became in zip(before.lines, after.lines, strict=True):
        assert became.earned_share >= was.earned_share
        assert became.is_open or not was.is_open
        assert became.is_met or not was.is_met


@given(lines_with_tallies())
def test_a_set_is_met_exactly_when_every_line_is_complete(drawn):
    progress = progress_of(*drawn)
    lacks = [each.remaining or each.clients_remaining for each in progress.lines]
    assert progress.is_met == (not any(lacks))
