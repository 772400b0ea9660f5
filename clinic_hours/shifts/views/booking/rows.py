"""Shifts and places as the templates of booking show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import day_words, hours_in_sentence
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.forms.booking_words import (
    day_beside,
    day_heading,
    instructor_words,
    line_words,
    moment_ahead,
    places_words,
    times_words,
)
from clinic_hours.shifts.forms.cover_words import own_cover_words
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.selectors.booking.openings import Opening
from clinic_hours.shifts.views.roster.blocks import squares_of


@dataclass(frozen=True, slots=True)
class Row:
    """A shift with its words. `obstacle` says why it cannot be booked, if it cannot."""

    opening: Opening
    day: str
    times: str
    where: str
    counts_for: str
    places: str
    obstacle: str

    @property
    def shift(self) -> Shift:
        return self.opening.shift

    @property
    def squares(self) -> list[bool]:
        return squares_of(self.shift)


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    beside: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Own:
    """A student's place with its words, and what can be done about it now. `cover` is asked for it."""

    place: Place
    row: Row
    kind: str  # now, over, offered, booked or waiting
    next_words: str
    passed_over: str = ""
    may_cancel: bool = False
    notes: Sequence[str] = ()
    cover: Cover | None = None

    @property
    def shift(self) -> Shift:
        return self.row.shift


def row_of(opening: Opening) -> Row:
    shift = opening.shift
    hours = {"category": opening.category, "hours": hours_in_sentence(shift.minutes)}
    return Row(
        opening=opening,
        day=capfirst(day_words(shift.local_date)),
        times=times_words(shift),
        where=f"{shift.site} · {instructor_words(opening.duties)}",
        counts_for=_("%(category)s, %(hours)s h") % hours,
        places=places_words(shift, opening.waiting),
        obstacle=sentence_of(opening.findings[0]) if opening.findings else "",
    )


def days_of(openings: Sequence[Opening], today: date) -> list[Day]:
    days: dict[date, Day] = {}
    for opening in openings:
        day = opening.shift.local_date
        shown = days.setdefault(day, Day(day_heading(day), day_beside(day, today)))
        shown.rows.append(row_of(opening))
    return list(days.values())


def own_row(
    place: Place,
    opening: Opening,
    now: datetime,
    notes: Sequence[str] = (),
    cover: Cover | None = None,
) -> Own:
    kind = kind_of(place, now)
    return Own(
        place=place,
        row=row_of(opening),
        kind=kind,
        next_words=own_cover_words(cover) if cover else NEXT[kind](place, now),
        cover=cover,
        passed_over=passed_over_words(place),
        notes=notes,
        may_cancel=kind == "waiting" or (kind == "booked" and now < place.shift.books_until),
    )


def kind_of(place: Place, now: datetime) -> str:
    if place.status == PlaceState.BOOKED and place.starts_at <= now:
        return "now" if now < place.ends_at else "over"
    return str(place.status)


def now_words(place: Place, now: datetime) -> str:
    end = moment_ahead(place.ends_at, place.shift.zone, now)
    return _("It ends at %(moment)s.") % {"moment": end}


def offered_words(place: Place, now: datetime) -> str:
    assert place.offer_until
    until = moment_ahead(place.offer_until, place.shift.zone, now)
    return _("It's yours if you accept by %(moment)s.") % {"moment": until}


def booked_words(place: Place, now: datetime) -> str:
    shift = place.shift
    moment = {"moment": moment_ahead(shift.books_until, shift.zone, now)}
    if now < shift.books_until:
        return _("You can cancel until %(moment)s.") % moment
    return _("The time to cancel has passed. If you can't come, ask for cover.")


def over_words(place: Place, now: datetime) -> str:
    return _("Log your session while you remember the details.")


NEXT = {
    "now": now_words,
    "over": over_words,
    "offered": offered_words,
    "booked": booked_words,
    "waiting": line_words,
}


def passed_over_words(place: Place) -> str:
    """Return why others in line got a place first."""
    if place.status != PlaceState.WAITING or not place.passed_over:
        return ""
    return sentence_of(Finding.from_dict(place.passed_over[0]))
