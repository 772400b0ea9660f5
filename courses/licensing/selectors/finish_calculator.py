"""The pace that a visitor asks about on a program page, and what it leads to.

What is counted is the whole program: a board's caps and its least number of weeks are about all of its
hours, those in class and those in clinic. An edition's caps are about hours in clinic only, which the
desk obeys; whether a board sets caps or not, they do not limit the whole. What the timetable of the group
holds does: nobody finishes earlier than the school teaches. All of it is in the board's clock hours, kept in
sixtieths: those of the program's courses, of the caps, and of what a visitor gives. An hour of the timetable
counts as one of them, because its breaks are part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from courses.curriculum.domain.calculator import (
    LONGEST_WEEK,
    Finish,
    Limits,
    finish_by,
    parse_hours,
    usual_week,
)
from courses.curriculum.models import Program
from courses.curriculum.selectors.groups import Start, fullest
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR
from courses.standards.models import LicensingStandard

LONGEST_SLIDER = 40 * MINUTES_PER_HOUR  # a slider up to 168 hours would be hard to set to 9


@dataclass(frozen=True, slots=True)
class FinishEstimate:
    """`unreadable` where the visitor asked for something that is no number of hours."""

    finish: Finish
    standard: LicensingStandard | None  # whose rule was obeyed
    starts_on: date
    minutes: int  # of the whole program
    closures: tuple[Any, ...] = ()  # those that lie on the way
    unreadable: bool = False
    group: str = ""  # whose timetable was obeyed, where one is known

    @property
    def clock_hour(self) -> int:
        """Return how many minutes each hour of this pace has: the board's rule is held against it."""
        return self.standard.minutes_per_clock_hour if self.standard else MINUTES_PER_HOUR

    @property
    def hours(self) -> int:
        """Return the pace in whole hours, for choosing singular or plural."""
        return ceil(self.finish.counted_minutes / MINUTES_PER_HOUR)

    @property
    def wished(self) -> str:
        """Return what stands in the field: hours as HTML writes them, whatever the language."""
        return f"{self.finish.weekly_minutes / MINUTES_PER_HOUR:.6g}"

    @property
    def longest_hours(self) -> int:
        """Return where the slider ends, in whole hours: it must reach the pace that it shows."""
        return max(ceil(min(self.finish.limit, LONGEST_SLIDER) / MINUTES_PER_HOUR), 1)

    @property
    def is_limited(self) -> bool:
        """Whether the standard sets the limit, and not the timetable or the days that a week has."""
        return self.finish.limit == limits_of(self.standard).week < LONGEST_WEEK


def finish_estimate(
    asked: str | None,
    program: Program,
    minutes: int,
    start: Start | None,
    today: date,
    closures: Sequence[Any] = (),
) -> FinishEstimate | None:
    """Return what a pace of `asked` hours a week leads to, or else the group's own.

    The group is the one that begins with `start`, or that meets most where no start is planned; where no
    timetable is known, the usual pace is what the program's length means. `minutes` are the program's,
    `closures` the school's, as its settings hold them. None where no finish can be told: the program has
    no hours yet, or the caps allow nothing.
    """
    starts_on = start.first_day if start else today
    group, timetable = (start.group, start.timetable) if start else fullest(program.groups)
    limits = replace(limits_of(program.standard), timetable=timetable)
    if not minutes or not limits.week:
        return None
    usual = limits.week if timetable else usual_week(minutes, months=program.length_months)
    read = parse_hours(asked) if asked else None
    finish = finish_by(
        total_minutes=minutes,
        weekly_minutes=read or min(usual, limits.week),
        limits=limits,
        starts_on=starts_on,
        closures=[(each["first_day"], each["last_day"]) for each in closures],
    )
    on_the_way = tuple(
        each
        for each in closures
        if each["last_day"] >= starts_on and each["first_day"] < finish.finishes_on
    )
    return FinishEstimate(
        finish,
        program.standard,
        starts_on,
        minutes,
        on_the_way,
        unreadable=bool(asked) and read is None,
        group=group if timetable else "",
    )


def limits_of(standard: LicensingStandard | None) -> Limits:
    """Return what a board allows of a program's hours; nothing is set where no board has a say."""
    if standard is None:
        return Limits()
    weeks = standard.minimum_weeks or 0
    return Limits(standard.daily_cap_minutes, standard.weekly_cap_minutes, weeks)
