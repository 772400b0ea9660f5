"""What a student is told to do next: the order of the steps, and what makes each of them appear."""

from datetime import date, timedelta

import pytest

from clinic_hours.learning.domain.next_step import Kind, Situation, Step, Waiting, steps_of

TODAY = date(2026, 12, 2)


def student(**changed) -> Situation:
    """A student with hours left who is on time, and for whom nothing waits."""
    usual = {"may_log": True, "has_logged": True, "minutes_left": 600, "clients_left": 0}
    return Situation(**usual | changed)


def draft(key: int, days: int | None) -> Waiting:
    """Return a draft that can be submitted for so many more days, or without a limit."""
    return Waiting(key, Kind.SUBMIT, None if days is None else TODAY + timedelta(days=days))


def kinds(situation: Situation) -> list[Kind]:
    return [step.kind for step in steps_of(situation, TODAY)]


def test_everything_urgent_is_listed_in_the_order_of_its_urgency():
    waiting = (draft(1, 9), draft(2, 2), Waiting(3, Kind.ANSWER), Waiting(4, Kind.CORRECT))
    situation = student(
        is_behind=True, has_offer=True, has_taker=True, waiting=(draft(5, -1), *waiting)
    )
    assert steps_of(situation, TODAY) == (
        Step(Kind.CORRECT, 4),
        Step(Kind.ANSWER, 3),
        Step(Kind.SUBMIT_SOON, 2),
        Step(Kind.CONFIRM),
        Step(Kind.AGREE),
        Step(Kind.CATCH_UP),
        Step(Kind.SUBMIT, 1),
        Step(Kind.TOO_LATE, 5),
    )


@pytest.mark.parametrize(
    ("situation", "kind"),
    [
        (student(may_log=False, waiting=(Waiting(1, Kind.CORRECT),)), Kind.PAUSED),
        (student(is_behind=True, is_possible=False), Kind.NEW_TARGET),
        (student(is_behind=True), Kind.CATCH_UP),
        (student(is_behind=True, has_logged=False), Kind.START),
        (student(is_behind=True, minutes_left=0), Kind.WAIT),
        (student(minutes_left=0, clients_left=2), Kind.TREAT),
        (student(has_logged=False), Kind.START),
        (student(), Kind.LOG),
    ],
)
def test_without_a_session_that_waits_there_is_exactly_one_step(situation, kind):
    assert kinds(situation) == [kind]


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (None, Kind.SUBMIT),
        (4, Kind.SUBMIT),
        (3, Kind.SUBMIT_SOON),
        (0, Kind.SUBMIT_SOON),
    ],
)
def test_a_draft_becomes_urgent_three_days_before_its_last_day(days, kind):
    assert kinds(student(waiting=(draft(1, days),))) == [kind]


def test_a_draft_that_came_too_late_hides_no_other_step():
    assert kinds(student(waiting=(draft(1, -1),))) == [Kind.LOG, Kind.TOO_LATE]


def test_of_equally_urgent_sessions_the_first_one_stays_first():
    waiting = [Waiting(key, Kind.CORRECT) for key in (7, 3)]
    assert [step.key for step in steps_of(student(waiting=waiting), TODAY)] == [7, 3]
