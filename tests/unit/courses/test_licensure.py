"""A program before a board: met where everything is known and enough, short where anything is not."""

import pytest

from courses.licensure import Minimum, Outcome, outcome_of, subject_minimums

HOUR = 60
ENOUGH = Minimum("Ethics", 4 * HOUR, 4 * HOUR)
SHORT = Minimum("Anatomy", 150 * HOUR, 140 * HOUR)
ELSEWHERE = Minimum("Kinesiology", 50 * HOUR, None)
UNKNOWN_TOTAL = Minimum("", None, 500 * HOUR)
NO_CLINIC = Minimum("", None, 125 * HOUR)
TOTAL = Minimum("", 500 * HOUR, 500 * HOUR)
TOO_FEW = Minimum("", 600 * HOUR, 500 * HOUR)


@pytest.mark.parametrize(
    ("total", "clinical", "subjects", "outcome"),
    [
        (TOTAL, NO_CLINIC, [ENOUGH], Outcome.MEETS),
        (TOTAL, TOTAL, [ENOUGH, ENOUGH], Outcome.MEETS),
        (TOO_FEW, NO_CLINIC, [ENOUGH], Outcome.SHORT),
        (TOTAL, TOO_FEW, [ENOUGH], Outcome.SHORT),
        (TOTAL, NO_CLINIC, [ENOUGH, SHORT], Outcome.SHORT),
        (TOTAL, NO_CLINIC, [ELSEWHERE, SHORT], Outcome.SHORT),
        (TOTAL, NO_CLINIC, [ENOUGH, ELSEWHERE], Outcome.UNKNOWN),
        (UNKNOWN_TOTAL, NO_CLINIC, [ENOUGH], Outcome.UNKNOWN),
        (UNKNOWN_TOTAL, TOO_FEW, [], Outcome.SHORT),
        (TOTAL, NO_CLINIC, [], Outcome.UNKNOWN),
        (TOO_FEW, NO_CLINIC, [], Outcome.SHORT),
    ],
)
def test_the_whole_is_as_good_as_what_is_known_of_it(total, clinical, subjects, outcome):
    assert outcome_of(total, clinical, subjects) is outcome


def test_what_is_short_says_by_how_much():
    assert SHORT.short_by == 10 * HOUR
    assert ENOUGH.short_by == ELSEWHERE.short_by == 0


def test_a_subject_that_the_program_does_not_list_is_not_comparable():
    asked = {"ethics": ("Ethics", 240, ""), "kinesiology": ("Kinesiology", 3000, "")}
    ethics, kinesiology = subject_minimums(asked, {"ethics": 240, "anatomy": 9000})

    assert ethics.outcome is Outcome.MEETS
    assert kinesiology.outcome is Outcome.UNKNOWN
