"""The finish calculator on a program page: when a visitor would finish at given weekly hours.

It counts the whole program: a board's caps and minimum weeks apply to all its hours, in class and in
clinic. An edition's caps apply only to clinic hours, which session entry enforces, so they do not limit the
whole program. The group's timetable does: nobody finishes before the school has taught everything. All
lengths are in the board's clock hours, kept in sixtieths: those of the courses, the caps, and the visitor's
input. An hour of the timetable counts as one clock hour, because its breaks are part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

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
from home.site.models import Closure

LONGEST_SLIDER = 40 * MINUTES_PER_HOUR  # a slider up to 168 hours would be hard to set to 9


@dataclass(frozen=True, slots=True)
class FinishEstimate:
    """`unreadable` is true if the visitor's input was not a number of hours."""

    finish: Finish
    standard: LicensingStandard | None  # whose rule applies
    starts_on: date
    minutes: int  # of the whole program
    closures: tuple[Closure, ...] = ()  # those before the finish
    unreadable: bool = False
    group: str = ""  # whose timetable applies, if known

    @property
    def clock_hour(self) -> int:
        """Return how many minutes each of these hours has, which depends on the board."""
        return self.standard.minutes_per_clock_hour if self.standard else MINUTES_PER_HOUR

    @property
    def hours(self) -> int:
        """Return the weekly hours rounded up, for choosing singular or plural."""
        return ceil(self.finish.counted_minutes / MINUTES_PER_HOUR)

    @property
    def wished(self) -> str:
        """Return the input's value: hours as HTML writes them, in every language."""
        return f"{self.finish.weekly_minutes / MINUTES_PER_HOUR:.6g}"

    @property
    def longest_hours(self) -> int:
        """Return the slider's maximum in whole hours; it must reach the value shown."""
        return max(ceil(min(self.finish.limit, LONGEST_SLIDER) / MINUTES_PER_HOUR), 1)

    @property
    def is_limited(self) -> bool:
        """Whether the standard sets the limit, rather than the timetable or the days in a week."""
        return self.finish.limit == limits_of(self.standard).week < LONGEST_WEEK


def finish_estimate(
    asked: str | None,
    program: Program,
    minutes: int,
    start: Start | None,
    today: date,
    closures: Sequence[Closure] = (),
) -> FinishEstimate | None:
    """Return the finish at `asked` hours a week, or at the group's own weekly hours.

    The group is the one that begins with `start`, or the one that meets most if no start is planned.
    Without a timetable, the default follows from the program's length. `minutes` is the program's length
    and `closures` are the whole school's. Return None if there is no finish to calculate: the program has
    no hours yet, or the caps allow none.
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
        closures=[(each.first_day, each.last_day) for each in closures],
    )
    on_the_way = tuple(
        each
        for each in closures
        if each.last_day >= starts_on and each.first_day < finish.finishes_on
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
    """Return a board's limits on a program's hours; no limits without a standard."""
    if standard is None:
        return Limits()
    weeks = standard.minimum_weeks or 0
    return Limits(standard.daily_cap_minutes, standard.weekly_cap_minutes, weeks)
