"""READ: the path from the first class to a license, in a licensing standard's hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from courses.curriculum.domain.calculator import weekly_limit
from courses.standards.models import LicensingStandard, StandardSubject

from .licensure_by_state import standards_beside


@dataclass(frozen=True, slots=True)
class PathToLicense:
    """What a board requires for a license, and what other boards require."""

    standard: LicensingStandard
    subjects: Sequence[StandardSubject]
    beside: Sequence[LicensingStandard]

    @property
    def class_subjects(self) -> list[StandardSubject]:
        return [subject for subject in self.subjects if not subject.subject_area.is_clinical]

    @property
    def boards(self) -> list[LicensingStandard]:
        """Return the boards whose total is known, this one first; the others can't be compared."""
        return [board for board in self.beside if board.minutes is not None]

    @property
    def class_minutes(self) -> int | None:
        """Return the classroom minutes that remain; None if either figure is unknown."""
        total, clinical = self.standard.minutes, self.standard.clinical_minutes
        return None if total is None or clinical is None else total - clinical

    @property
    def least_weeks(self) -> int | None:
        """Return the minimum number of weeks, from the caps and from the rule itself.

        None if neither is known.
        """
        return least_weeks(
            self.standard.minutes,
            daily_cap=self.standard.daily_cap_minutes,
            weekly_cap=self.standard.weekly_cap_minutes,
            minimum=self.standard.minimum_weeks,
        )


def least_weeks(
    minutes: int | None, *, daily_cap: int | None, weekly_cap: int | None, minimum: int | None
) -> int | None:
    """Return the greater of the weeks implied by the caps and the stated minimum."""
    known = [minimum] if minimum else []
    limit = weekly_limit(daily_cap=daily_cap, weekly_cap=weekly_cap)
    if minutes and limit and (daily_cap, weekly_cap) != (None, None):
        known.append(ceil(minutes / limit))
    return max(known, default=None)


def path_to_license(standard: LicensingStandard, today: date) -> PathToLicense:
    """Return a standard with its subjects and the other boards: two queries."""
    subjects = standard.subjects.select_related("subject_area").order_by("sort_order", "pk")
    return PathToLicense(standard, tuple(subjects), standards_beside(standard, today))
