"""The pace that a visitor asks about on a program page, and what it leads to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil
from typing import Any

from courses.calculator import (
    MINUTES_PER_HOUR,
    USUAL_WEEK,
    Closure,
    Finish,
    Limits,
    finish_by,
    parse_hours,
)
from courses.models.requirement_sets import RequirementSet
from courses.models.standards import LicensingStandard
from courses.selectors import ClinicRequirements

LONGEST_SLIDER = 40 * 60  # a slider up to 168 hours would be hard to set to 9


@dataclass(frozen=True, slots=True)
class Pace:
    """`unreadable` where the visitor asked for something that is no number of hours."""

    finish: Finish
    starts_on: date
    answers: tuple[Finish, ...]  # for 1, 2, 3 … hours a week: where the slider may stand
    closures: tuple[Any, ...] = ()  # those that lie on the way
    unreadable: bool = False

    @property
    def hours(self) -> int:
        """Return the pace in whole hours, for the slider and for choosing singular or plural."""
        return ceil(self.finish.counted_minutes / MINUTES_PER_HOUR)

    @property
    def longest_hours(self) -> int:
        return len(self.answers)

    @property
    def answers_json(self) -> str:
        """Return weeks and last day for each place of the slider, for the script."""
        return json.dumps([[each.weeks, each.finishes_on.isoformat()] for each in self.answers])


def asked_pace(
    asked: str | None,
    clinic: ClinicRequirements,
    standard: LicensingStandard | None,
    starts_on: date,
    closures: Sequence[Any] = (),
) -> Pace | None:
    """Return what a pace of `asked` hours a week leads to, or the usual pace.

    `closures` are the school's, as its settings hold them. None where no finish can be told: the set
    asks for clients only, or its caps allow nothing.
    """
    limits = strictest(clinic.requirement_set, standard)
    if not clinic.minutes or not limits.week:
        return None
    closed: list[Closure] = [(each["first_day"], each["last_day"]) for each in closures]
    finish_at = partial(
        finish_by,
        total_minutes=clinic.minutes,
        limits=limits,
        starts_on=starts_on,
        closures=closed,
    )
    read = parse_hours(asked) if asked else None
    finish = finish_at(weekly_minutes=read or min(USUAL_WEEK, limits.week))
    longest = max(min(limits.week, LONGEST_SLIDER) // MINUTES_PER_HOUR, 1)
    answers = [finish_at(weekly_minutes=h * MINUTES_PER_HOUR) for h in range(1, longest + 1)]
    on_the_way = [
        each
        for each in closures
        if each["last_day"] >= starts_on and each["first_day"] < finish.finishes_on
    ]
    unreadable = bool(asked) and read is None
    return Pace(finish, starts_on, tuple(answers), tuple(on_the_way), unreadable)


def strictest(edition: RequirementSet, standard: LicensingStandard | None) -> Limits:
    """Return the limits of the school and of the board: of each kind the one that allows less."""
    both = (edition, standard) if standard else (edition,)
    daily = [each.daily_cap_minutes for each in both if each.daily_cap_minutes is not None]
    weekly = [each.weekly_cap_minutes for each in both if each.weekly_cap_minutes is not None]
    weeks = standard.minimum_weeks if standard else None
    return Limits(min(daily, default=None), min(weekly, default=None), weeks or 0)
