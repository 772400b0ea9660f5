"""Whether a program's hours meet a board's requirements. Plain arithmetic on what is known.

Federal rules require a school to state, for each state, whether its program meets the educational
requirements, does not meet them, or that it has not determined this: 34 CFR 668.43(a)(5)(v). Something
unknown never counts as met, and never as missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from courses.standards.domain.clock_hours import MINUTES_PER_HOUR


class Outcome(StrEnum):
    MEETS = "meets"
    SHORT = "short"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Minimum:
    """One requirement of a board, in real minutes or weeks; 0 if it requires none.

    `asked` of None: not recorded here. `taught` of None: not comparable.
    `remarks`: further requirements in words, which no number here can show to be met.
    """

    name: str
    asked: int | None
    taught: int | None = None
    remarks: str = ""
    remarks_language: str = ""
    clock_hour: int = MINUTES_PER_HOUR  # minutes in one of the board's hours

    @property
    def outcome(self) -> Outcome:
        if self.asked is None or self.taught is None:
            return Outcome.UNKNOWN
        if self.taught < self.asked:
            return Outcome.SHORT
        return Outcome.UNKNOWN if self.remarks else Outcome.MEETS

    @property
    def short_by(self) -> int:
        return (self.asked or 0) - (self.taught or 0) if self.outcome is Outcome.SHORT else 0


def outcome_of(total: Minimum, others: Sequence[Minimum], subjects: Sequence[Minimum]) -> Outcome:
    """Return the overall outcome: short if anything certainly is, met only if everything is known.

    `others` are requirements besides the total and its subjects, such as clinic and weeks. If only some of
    a board's subjects are recorded, the outcome is undetermined, whatever is known of them.
    """
    outcomes = {minimum.outcome for minimum in (total, *others, *subjects)}
    if Outcome.SHORT in outcomes:
        return Outcome.SHORT
    whole = outcomes == {Outcome.MEETS} and are_complete(total, subjects)
    return Outcome.MEETS if whole else Outcome.UNKNOWN


def are_complete(total: Minimum, subjects: Sequence[Minimum]) -> bool:
    """Whether the recorded subjects add up to the board's total."""
    return total.asked is not None and recorded_minutes(subjects) >= total.asked


def recorded_minutes(subjects: Sequence[Minimum]) -> int:
    return sum(subject.asked or 0 for subject in subjects)


def subject_minimums(asked: Mapping[str, Minimum], taught: Mapping[str, int]) -> list[Minimum]:
    """Compare subject by subject. Both mappings are keyed by subject; `asked` has nothing taught yet.

    A subject that the program doesn't list may be taught under another name, so it is not comparable.
    """
    return [replace(minimum, taught=taught.get(subject)) for subject, minimum in asked.items()]
