"""A program compared with a board: met if everything is known and enough, short if anything is not."""

import pytest

from courses.licensing.domain.licensure import (
    Minimum,
    Outcome,
    outcome_of,
    subject_minimums,
)

HOUR = 60
ENOUGH = Minimum("Anatomy", 150 * HOUR, 150 * HOUR)
REST = Minimum("Theory", 350 * HOUR, 350 * HOUR)
SHORT = Minimum("Theory", 350 * HOUR, 340 * HOUR)
ELSEWHERE = Minimum("Theory", 350 * HOUR, None)
UNKNOWN_TOTAL = Minimum("", None, 500 * HOUR)
TOTAL = Minimum("", 500 * HOUR, 500 * HOUR)
TOO_FEW = Minimum("", 600 * HOUR, 500 * HOUR)
CLINIC = Minimum("", 125 * HOUR, 125 * HOUR)
NO_CLINIC = Minimum("", 0, 0)
CLINIC_NOT_RECORDED = Minimum("", None, 125 * HOUR)
NO_WEEKS = Minimum("", 0, 34)
WEEKS = Minimum("", 24, 34)
TOO_FEW_WEEKS = Minimum("", 24, 21)
IN_WORDS = Minimum("Theory", 350 * HOUR, 350 * HOUR, "At least 125 of them Swedish.")
SHORT_IN_WORDS = Minimum("Theory", 350 * HOUR, 340 * HOUR, "At least 125 of them Swedish.")
TOO_LITTLE_CLINIC = Minimum("", 150 * HOUR, 125 * HOUR)


@pytest.mark.parametrize(
    ("total", "clinical", "subjects", "outcome"),
    [
        (TOTAL, CLINIC, [ENOUGH, REST], Outcome.MEETS),
        (TOTAL, NO_CLINIC, [ENOUGH, REST], Outcome.MEETS),
        (TOTAL, CLINIC_NOT_RECORDED, [ENOUGH, REST], Outcome.UNKNOWN),
        (TOTAL, CLINIC, [ENOUGH], Outcome.UNKNOWN),  # 150 of its 500 hours are recorded
        (TOTAL, CLINIC, [], Outcome.UNKNOWN),
        (TOTAL, CLINIC, [ENOUGH, ELSEWHERE], Outcome.UNKNOWN),
        (UNKNOWN_TOTAL, CLINIC, [ENOUGH, REST], Outcome.UNKNOWN),
        (TOO_FEW, CLINIC, [ENOUGH, REST], Outcome.SHORT),
        (TOO_FEW, CLINIC_NOT_RECORDED, [], Outcome.SHORT),
        (TOTAL, TOO_LITTLE_CLINIC, [ENOUGH, REST], Outcome.SHORT),
        (UNKNOWN_TOTAL, TOO_LITTLE_CLINIC, [], Outcome.SHORT),
        (TOTAL, CLINIC, [ENOUGH, SHORT], Outcome.SHORT),
        (TOTAL, CLINIC_NOT_RECORDED, [SHORT], Outcome.SHORT),
        (TOTAL, CLINIC, [ENOUGH, IN_WORDS], Outcome.UNKNOWN),
        (TOTAL, CLINIC, [ENOUGH, SHORT_IN_WORDS], Outcome.SHORT),
    ],
)
def test_the_outcome_depends_on_everything_that_is_known(total, clinical, subjects, outcome):
    assert outcome_of(total, [clinical], subjects) is outcome


@pytest.mark.parametrize(
    ("weeks", "outcome"),
    [(NO_WEEKS, Outcome.MEETS), (WEEKS, Outcome.MEETS), (TOO_FEW_WEEKS, Outcome.SHORT)],
)
def test_a_program_with_fewer_weeks_than_required_is_short(weeks, outcome):
    assert outcome_of(TOTAL, [CLINIC, weeks], [ENOUGH, REST]) is outcome


def test_a_shortfall_says_by_how_much():
    assert SHORT.short_by == 10 * HOUR
    assert ENOUGH.short_by == ELSEWHERE.short_by == 0


def test_a_subject_that_the_program_does_not_list_is_not_comparable():
    asked = {"ethics": Minimum("Ethics", 240), "kinesiology": Minimum("Kinesiology", 3000)}
    ethics, kinesiology = subject_minimums(asked, {"ethics": 240, "anatomy": 9000})

    assert ethics.outcome is Outcome.MEETS
    assert kinesiology.outcome is Outcome.UNKNOWN
