"""The shifts of today and the next six days, for the office's Today."""

from datetime import datetime, timedelta

from clinic_hours.shifts.domain.states import ShiftState
from home.core.models.actors import Person
from home.core.school_time import day_of

from .roster import Block, blocks_of, shifts_between

DAYS = 7


def week_ahead(user: Person, now: datetime) -> list[Block]:
    """Return them in order of time, without those that were cancelled."""
    today = day_of(now)
    shifts = shifts_between(user, today, today + timedelta(days=DAYS - 1))
    return blocks_of(user, shifts.exclude(status=ShiftState.CANCELLED), now)
