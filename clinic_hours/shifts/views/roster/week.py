"""One week of the roster, by days and sites."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import week_of, weekdays_without, weeks_around
from clinic_hours.shifts.forms.roster_words import week_title
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.closures import closures_by_place
from clinic_hours.shifts.selectors.planning.copies import can_be_copied
from clinic_hours.shifts.selectors.roster import Block, blocks_of, shifts_between
from home.core.forms.weekdays import closed_on as weekday_closed
from home.core.school_time import today

from .address import Asked
from .blocks import Shown, shown
from .strip import Closures, closed_on, held_by_day, strip_of

STRIP = 5  # weeks


@dataclass(frozen=True, slots=True)
class Cell:
    """What one site does on one day. `closed` is the name of the closure.

    `idle` says that there are never shifts on that day of the week.
    """

    site: ClinicSite
    blocks: list[Shown]
    closed: str
    idle: str

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.closed


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    is_today: bool
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


def show_week(
    request: HttpRequest, asked: Asked, sites: list[ClinicSite], now: datetime
) -> tuple[list[Block], Mapping[str, Any]]:
    """Return the blocks of the week, and what the template needs to show them."""
    user, current = request.user, week_of(today())
    weeks = weeks_around(asked.week, current, STRIP)
    first, last = weeks[0].first, weeks[-1].last
    in_strip = blocks_of(user, shifts_between(user, first, last, asked.site), now)
    blocks = [each for each in in_strip if week_of(each.shift.local_date) == asked.week]
    closures = closures_by_place([first, last])
    rows = sites_of([asked.site] if asked.site else sites, blocks)
    return blocks, {
        "title": week_title(asked.week),
        "earlier_url": asked.with_week(asked.week + (-1)).url,
        "later_url": asked.with_week(asked.week + 1).url,
        "current_url": asked.with_week(current).url,
        "is_current": asked.week == current,
        "strip": strip_of(asked, weeks, in_strip, closures),
        "days": days_of(asked, blocks, rows, closures, weekdays_without(held_by_day(in_strip))),
        "own_shifts": shown([each for each in blocks if each.is_mine], asked),
        "copy_url": copy_url_of(request, asked, blocks),
    }


def copy_url_of(request: HttpRequest, asked: Asked, blocks: Iterable[Block]) -> str:
    """Return where the office copies the week before into one that is not planned yet, or nothing."""
    is_planned = any(each.kind != "cancelled" for each in blocks)
    if is_planned or asked.week.last < today() or not can_plan(request.user):
        return ""
    return asked.url_at("hours:week_copy") if can_be_copied(asked.week, asked.site) else ""


def sites_of(sites: list[ClinicSite], blocks: list[Block]) -> list[ClinicSite]:
    """Return the sites of a week: those in use, and those that have shifts all the same."""
    others = {block.shift.site_id: block.shift.site for block in blocks}
    known = {site.pk for site in sites}
    return [*sites, *(site for pk, site in others.items() if pk not in known)]


def days_of(
    asked: Asked,
    blocks: Iterable[Block],
    sites: Sequence[ClinicSite],
    closures: Closures,
    idle: Collection[int],
) -> list[Day]:
    """Return the days of the week. On the weekdays in `idle` there are no shifts in the whole strip."""
    by_cell: dict[tuple[date, int], list[Block]] = {}
    for block in blocks:
        by_cell.setdefault((block.shift.local_date, block.shift.site_id), []).append(block)
    return [
        Day(
            day,
            day == today(),
            [
                Cell(
                    site,
                    shown(by_cell.get((day, site.pk), ()), asked),
                    closed_on(day, site.slug, closures),
                    weekday_closed({day.weekday()} & set(idle)),
                )
                for site in sites
            ],
        )
        for day in asked.week.days
    ]
