"""Today's shifts beside what needs the office: who supervises, how full they are, what they lack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.attendance.selectors.office.heads import Heads, heads_on
from clinic_hours.core.forms.times import day_words, time_range, time_words
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.forms.roster_words import needs_words
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.roster import Block


@dataclass(frozen=True, slots=True)
class Row:
    """A shift. `tone` is now, danger, warning or success, `state` the word for it; both may be empty.

    `heads` says who is here, of a shift that has opened, and `names` who: (text, tone).
    """

    shift: Shift
    times: str
    where: str
    places: str
    tone: str
    state: str
    heads: str = ""
    names: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class TodaysShifts:
    """The shifts of today. `next_words` says when the next one is if there are none."""

    rows: Sequence[Row]
    next_words: str


def todays_shifts(week: Sequence[Block], now: datetime) -> TodaysShifts:
    today = timezone.localdate(now)
    blocks = [each for each in week if each.shift.local_date == today]
    heads = heads_on([each.shift for each in blocks], now) if blocks else {}
    rows = [row_of(each, now, heads.get(each.shift.pk)) for each in blocks]
    return TodaysShifts(rows, next_words(week))


def row_of(block: Block, now: datetime, heads: Heads | None) -> Row:
    shift = block.shift
    taken = ngettext(
        "%(taken)s of %(places)s place taken", "%(taken)s of %(places)s places taken", shift.places
    )
    names = ", ".join(instructor_words(duty, shift) for duty in block.duties)
    tone, state = state_of(block, now)
    is_on = heads is not None and not block.is_over and shift.status == ShiftState.PLANNED
    return Row(
        shift=shift,
        times=time_range(shift.starts_at, shift.ends_at, shift.zone),
        where=" · ".join(filter(None, (str(shift.site), names))),
        places=taken % {"taken": shift.taken, "places": shift.places},
        tone=tone,
        state=state,
        heads=heads_words(heads, is_on=is_on) if heads and is_known(heads, shift, is_on) else "",
        names=list(names_of(heads)) if heads and is_on else (),
    )


def is_known(heads: Heads, shift: Shift, is_on: bool) -> bool:
    """Whether it is known who came. If nobody clocked in, only the closing says that nobody came."""
    is_said = is_on or heads.came > 0 or shift.status == ShiftState.CLOSED
    return heads.booked > 0 and is_said


def heads_words(heads: Heads, *, is_on: bool) -> str:
    """Return who is here: 6 here, 1 waiting, 1 late. Once the shift is over: 4 of 5 came."""
    if not is_on:
        said = ngettext("%(came)s of %(n)s came", "%(came)s of %(n)s came", heads.booked)
        return said % {"came": heads.came, "n": heads.booked}
    counted = (
        (_("%(n)s here"), len(heads.here)),
        (_("%(n)s waiting to start"), len(heads.waiting)),
        (_("%(n)s on a break"), len(heads.on_break)),
        (_("%(n)s late"), len(heads.late)),
        (_("%(n)s expected"), len(heads.expected)),
        (_("%(n)s left"), len(heads.gone)),
    )
    return ", ".join(said % {"n": n} for said, n in counted if n)


def names_of(heads: Heads) -> Iterator[tuple[str, str]]:
    """Return first names with the tone of their badge: who is here, waits, and is late."""
    yield from ((first_name(place), "outline") for place in heads.here)
    for place in heads.waiting:
        yield _("%(name)s waits") % {"name": first_name(place)}, "info"
    for place, minutes in heads.late:
        words = {"name": first_name(place), "n": minutes}
        yield _("%(name)s, %(n)s min late") % words, "warning"


def first_name(place: Place) -> str:
    return place.student.get_short_name()


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
