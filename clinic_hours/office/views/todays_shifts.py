"""Today's shifts beside what needs the office: who supervises, how full they are, what they lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import day_words, time_range, time_words
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.forms.roster_words import needs_words
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.roster import Block


@dataclass(frozen=True, slots=True)
class Row:
    """A shift. `tone` is now, danger, warning or success, `state` the word for it; both may be empty."""

    shift: Shift
    times: str
    where: str
    places: str
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class TodaysShifts:
    """The shifts of today. `next_words` says when the next one is if there are none."""

    rows: Sequence[Row]
    next_words: str


def todays_shifts(week: Sequence[Block], now: datetime) -> TodaysShifts:
    today = timezone.localdate(now)
    rows = [row_of(each, now) for each in week if each.shift.local_date == today]
    return TodaysShifts(rows, next_words(week))


def row_of(block: Block, now: datetime) -> Row:
    shift = block.shift
    taken = ngettext(
        "%(taken)s of %(places)s place taken", "%(taken)s of %(places)s places taken", shift.places
    )
    names = ", ".join(instructor_words(duty, shift) for duty in block.duties)
    tone, state = state_of(block, now)
    return Row(
        shift=shift,
        times=time_range(shift.starts_at, shift.ends_at, shift.zone),
        where=" · ".join(filter(None, (str(shift.site), names))),
        places=taken % {"taken": shift.taken, "places": shift.places},
        tone=tone,
        state=state,
    )


def state_of(block: Block, now: datetime) -> tuple[str, str]:
    shift = block.shift
    if shift.status == ShiftState.CLOSED:
        return "success", _("Closed")
    if block.is_over:
        return "", _("Over")
    if block.kind == "uncovered":
        return "danger", _("No instructor")
    if block.missing:
        return "warning", needs_words(block.missing)
    return ("now", _("Now")) if shift.starts_at <= now else ("", "")


def instructor_words(duty: ShiftSupervisor, shift: Shift) -> str:
    name = duty.supervisor.printed_name.partition(",")[0]
    if duty.from_at <= shift.starts_at:
        return name
    start = time_words(timezone.localtime(duty.from_at), half=False)
    return _("%(name)s from %(start)s") % {"name": name, "start": start}


def next_words(week: Sequence[Block]) -> str:
    """Return when the next shift is: Thu, 10:00 am."""
    if not week:
        return ""
    shift = week[0].shift
    words = {"day": day_words(shift.local_date), "time": time_words(shift.local_starts_at)}
    return _("%(day)s, %(time)s") % words
