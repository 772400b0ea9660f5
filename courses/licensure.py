"""Whether a program's hours are what a board asks for. Plain arithmetic over what is known.

Federal rules ask a school to say of each state whether its program meets the educational requirements,
does not meet them, or that it has not determined it: 34 CFR 668.43(a)(5)(v). What is not known here is
never counted as met, and never as missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    MEETS = "meets"
    SHORT = "short"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a board asks for in one respect, in minutes. `taught` of None: not comparable."""

    name: str
    asked: int | None
    taught: int | None
    remarks: str = ""

    @property
    def outcome(self) -> Outcome:
        if self.asked is None or self.taught is None:
            return Outcome.UNKNOWN
        return Outcome.MEETS if self.taught >= self.asked else Outcome.SHORT

    @property
    def short_by(self) -> int:
        return (self.asked or 0) - (self.taught or 0) if self.outcome is Outcome.SHORT else 0


def outcome_of(total: Minimum, clinical: Minimum, subjects: Sequence[Minimum]) -> Outcome:
    """Return the whole: short where anything certainly is, met only where everything is known.

    A board that names no clinic hours asks for none. One whose subjects are not known here is undetermined.
    """
    asked = [total, *([clinical] if clinical.asked is not None else []), *subjects]
    outcomes = {minimum.outcome for minimum in asked}
    if Outcome.SHORT in outcomes:
        return Outcome.SHORT
    return Outcome.MEETS if outcomes == {Outcome.MEETS} and subjects else Outcome.UNKNOWN


def subject_minimums(
    asked: Mapping[str, tuple[str, int, str]], taught: Mapping[str, int]
) -> list[Minimum]:
    """Compare subject by subject. Both are keyed by subject; `asked` has name, minutes and remarks.

    A subject that the program does not list may be taught under another name: it is not comparable.
    """
    return [
        Minimum(name, minutes, taught.get(subject), remarks)
        for subject, (name, minutes, remarks) in asked.items()
    ]
