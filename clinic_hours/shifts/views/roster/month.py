"""One month of the roster: a calendar with a brick for each shift."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import Week, month_of, week_of, weeks_of_month
from clinic_hours.shifts.forms.roster_words import month_title
from clinic_hours.shifts.selectors.closures import closures_by_place
from clinic_hours.shifts.selectors.roster import Block, blocks_of, shifts_between
from home.core.school_time import today

from .address import Asked, View
from .strip import Closures, bricks_of, closed_on, held_by_day, lacking


@dataclass(frozen=True, slots=True)
class MonthDay:
    date: date
    is_today: bool
    is_outside: bool
    bricks: list[str]
    count: int
    lack: tuple[str, str] | None
    closed: str


@dataclass(frozen=True, slots=True)
class MonthWeek:
    url: str
    days: list[MonthDay]


def show_month(
    request: HttpRequest, asked: Asked, _sites: Sequence[ClinicSite], now: datetime
) -> tuple[list[Block], Mapping[str, Any]]:
    """Return the blocks of the month, and what the template needs to show them."""
    user, month = request.user, month_of(asked.week)
    weeks = weeks_of_month(month)
    first, last = weeks[0].first, weeks[-1].last
    blocks = blocks_of(user, shifts_between(user, first, last, asked.site), now)
    closures = closures_by_place([first, last])
    current = week_of(today())
    return [each for each in blocks if is_in(each.shift.local_date, month)], {
        "title": month_title(month),
        "earlier_url": asked.with_week(weeks[0] + (-2)).url,
        "later_url": asked.with_week(weeks[-1] + 2).url,
        "current_url": asked.with_week(current).url,
        "is_current": month_of(current) == month,
        "month": [month_week(asked, week, month, held_by_day(blocks), closures) for week in weeks],
    }


def is_in(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def month_week(
    asked: Asked,
    week: Week,
    month: date,
    by_day: Mapping[date, list[Block]],
    closures: Closures,
) -> MonthWeek:
    place = asked.site.slug if asked.site else ""
    return MonthWeek(
        url=asked.with_view(View.WEEK).with_week(week).url,
        days=[
            MonthDay(
                date=day,
                is_today=day == today(),
                is_outside=not is_in(day, month),
                bricks=bricks_of(by_day.get(day, ())),
                count=len(by_day.get(day, ())),
                lack=lacking(by_day.get(day, ())),
                closed=closed_on(day, place, closures),
            )
            for day in week.days
        ],
    )
