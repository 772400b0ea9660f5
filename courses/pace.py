"""The pace that a visitor asks about on a program page, and what it leads to."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from courses.calculator import (
    MINUTES_PER_HOUR,
    USUAL_WEEK,
    Finish,
    finish_by,
    parse_hours,
    weekly_limit,
)
from courses.selectors import ClinicRequirements

LONGEST_SLIDER = 40 * 60  # a slider up to 168 hours would be hard to set to 9


@dataclass(frozen=True, slots=True)
class Pace:
    """`unreadable` where the visitor asked for something that is no number of hours."""

    finish: Finish
    starts_on: date
    longest: int  # of the slider, in minutes
    unreadable: bool = False

    @property
    def hours(self) -> int:
        """Return the pace in whole hours, for the slider and for choosing singular or plural."""
        return ceil(self.finish.counted_minutes / MINUTES_PER_HOUR)

    @property
    def longest_hours(self) -> int:
        return max(self.longest // MINUTES_PER_HOUR, 1)


def asked_pace(asked: str | None, clinic: ClinicRequirements, starts_on: date) -> Pace | None:
    """Return what a pace of `asked` hours a week leads to, or the usual pace.

    None where no finish can be told: the set asks for clients only, or its caps allow nothing.
    """
    caps = clinic.requirement_set
    limit = weekly_limit(daily_cap=caps.daily_cap_minutes, weekly_cap=caps.weekly_cap_minutes)
    if not clinic.minutes or not limit:
        return None
    read = parse_hours(asked) if asked else None
    finish = finish_by(
        total_minutes=clinic.minutes,
        weekly_minutes=read or min(USUAL_WEEK, limit),
        limit=limit,
        starts_on=starts_on,
    )
    return Pace(finish, starts_on, min(limit, LONGEST_SLIDER), bool(asked) and read is None)
