"""The strip above the week: five weeks, a brick for each shift."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.shifts.domain.recurrence import ClosedDays, closure_on
from clinic_hours.shifts.domain.weeks import Week, weekdays_without
from clinic_hours.shifts.forms.roster_words import brief_date, week_words
from clinic_hours.shifts.selectors.roster import Block

from .address import Asked

Closures = Mapping[str, Sequence[ClosedDays]]
HIGHEST = 6  # bricks on top of each other
URGENCY = ("past", "covered", "short", "uncovered")


@dataclass(frozen=True, slots=True)
class Pile:
    """One day of the strip: a brick per shift, the urgent ones on top. Closed also if there never are any."""

    bricks: list[str]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class StripWeek:
    url: str
    days: str
    is_shown: bool
    piles: list[Pile]
    words: str
    tone: str


def closed_on(day: date, place: str, closures: Closures) -> str:
    """Return the name of the closure of a site or of the whole school, or an empty string."""
    closed = closure_on(day, (*closures.get("", ()), *closures.get(place, ())))
    return closed.name if closed else ""


def strip_of(
    asked: Asked, weeks: Sequence[Week], blocks: Sequence[Block], closures: Closures
) -> list[StripWeek]:
    by_day, place = held_by_day(blocks), asked.site.slug if asked.site else ""
    idle = weekdays_without(by_day)
    return [strip_week(asked, week, by_day, closures, place, idle) for week in weeks]


def held_by_day(blocks: Sequence[Block]) -> Mapping[date, list[Block]]:
    """Return {day: its blocks}, without those that were canceled."""
    found: dict[date, list[Block]] = {}
    for block in blocks:
        if block.kind != "cancelled":
            found.setdefault(block.shift.local_date, []).append(block)
    return found


def strip_week(
    asked: Asked,
    week: Week,
    by_day: Mapping[date, Sequence[Block]],
    closures: Closures,
    place: str,
    idle: Collection[int],
) -> StripWeek:
    blocks = [block for day in week.days for block in by_day.get(day, ())]
    closed = [day for day in week.days if closed_on(day, place, closures)]
    words, tone = lacking(blocks) or (quiet_words(week, blocks, closed), "")
    return StripWeek(
        url=asked.with_week(week).url,
        days=week_words(week),
        is_shown=week == asked.week,
        piles=[
            Pile(bricks_of(by_day.get(day, ())), day in closed or day.weekday() in idle)
            for day in week.days
        ],
        words=words,
        tone=tone,
    )


def bricks_of(blocks: Sequence[Block]) -> list[str]:
    return sorted((block.kind for block in blocks), key=URGENCY.index)[-HIGHEST:]


def lacking(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """Return what shifts lack in a few words, and the tone; None if they lack nothing."""
    kinds = [block.kind for block in blocks]
    if count := kinds.count("uncovered"):
        said = ngettext("%(count)s without instructor", "%(count)s without instructor", count)
        return said % {"count": count}, "danger"
    if count := kinds.count("short"):
        said = ngettext("%(count)s needs another", "%(count)s need another", count)
        return said % {"count": count}, "warning"
    return None


def quiet_words(week: Week, blocks: Sequence[Block], closed: Sequence[date]) -> str:
    if closed:
        return closed_words(week, closed)
    return _("All covered") if blocks else _("Not planned yet")


def closed_words(week: Week, closed: Sequence[date]) -> str:
    """Return when a week is closed: Closed, Closed from Dec 24, or Closed on Dec 24."""
    first = brief_date(closed[0])
    if len(closed) == len(week.days):
        return _("Closed")
    if closed[-1] == week.last and len(closed) > 1:
        return _("Closed from %(day)s") % {"day": first}
    return _("Closed on %(day)s") % {"day": first}
