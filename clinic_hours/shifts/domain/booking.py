"""The rules of booking: why a student cannot take a place on a shift.

Codes are stable; sentences belong to the interface. Caps and gates come from the student's own requirement
set, limits of students per instructor from the sets of everyone on the shift.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.domain.minutes import week_of

from .states import ShiftState
from .supervision import places_covered, strictest


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift, as booking sees it. `limit` is the strictest of the students per instructor on it so far.

    `supervisors` are the fewest at any moment. `closure` names a closure of that day. `documents` are kinds
    that the site asks for.
    """

    id: int
    state: str
    category: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    minutes: int
    places: int
    taken: int
    books_from: datetime | None
    books_until: datetime
    supervisors: int
    limit: int | None = None
    own_instructors: frozenset[int] = frozenset()  # their user ids
    closure: str = ""
    documents: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places


@dataclass(frozen=True, slots=True)
class Commitment:
    """Time that a student already gave away: another booked place, or a session that was logged."""

    starts_at: datetime
    ends_at: datetime
    local_date: date
    minutes: int
    shift_id: int | None = None


@dataclass(frozen=True, slots=True)
class Booker:
    """A student, as booking sees them. Caps are real minutes; None means no limit.

    `opens` has the categories of their requirement set: empty for one that is open, otherwise the name of
    the requirement to meet first. `documents` are the last days of those that the office has checked.
    """

    student_id: int
    status: str
    started_on: date
    ended_on: date | None
    opens: Mapping[str, str]
    daily_cap: int | None = None
    weekly_cap: int | None = None
    week_starts_on: int = 6
    limit: int | None = None
    documents: Mapping[str, date] = field(default_factory=dict)
    commitments: Sequence[Commitment] = ()


# A student can wait for a shift until it has an instructor.
WORTH_WAITING = frozenset({"no_instructor", "another_instructor_needed"})

NOT_PLANNED: Mapping[str, Finding] = {
    ShiftState.CANCELLED: block("shift_cancelled"),
    ShiftState.CLOSED: block("shift_closed"),
}

Rule = Callable[[Offer, Booker, datetime], Finding | None]


def obstacles(
    offer: Offer, booker: Booker, now: datetime, *, by_office: bool = False
) -> tuple[Finding, ...]:
    """Return why the student cannot take a place. The office does not have to keep the booking window."""
    rules = (*SHIFT, *STUDENT) if by_office else (*SHIFT, *WINDOW, *STUDENT)
    found = (rule(offer, booker, now) for rule in rules)
    return tuple(finding for finding in found if finding)


def shift_not_planned(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return NOT_PLANNED.get(offer.state)


def shift_began(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return block("shift_began") if now >= offer.starts_at else None


def booking_not_open(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    if offer.books_from and now < offer.books_from:
        return block("booking_not_open", moment=offer.books_from.isoformat(), zone=offer.zone)
    return None


def booking_is_over(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    if now >= offer.books_until:
        return block("booking_is_over", moment=offer.books_until.isoformat(), zone=offer.zone)
    return None


def closed_that_day(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return block("closed_that_day", closure=offer.closure) if offer.closure else None


def too_few_instructors(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    """The sets' students per instructor: a shift takes nobody whom its instructors may not supervise."""
    if not offer.supervisors:
        return block("no_instructor")
    limit = strictest((offer.limit, booker.limit))
    if offer.taken >= places_covered(offer.supervisors, offer.places, limit) and not offer.is_full:
        return block("another_instructor_needed")
    return None


def enrollment_not_active(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return block("enrollment_not_active") if booker.status != "active" else None


def outside_enrollment(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    if offer.local_date < booker.started_on:
        return block("shift_before_enrollment", date=booker.started_on.isoformat())
    if booker.ended_on and offer.local_date > booker.ended_on:
        return block("shift_after_enrollment", date=booker.ended_on.isoformat())
    return None


def category_not_theirs(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return block("category_of_another_program") if offer.category not in booker.opens else None


def category_not_open(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    """Some categories open only after others, such as internship in Texas (Occ. Code 455.156)."""
    waiting_for = booker.opens.get(offer.category)
    return block("category_not_open", waiting_for=waiting_for) if waiting_for else None


def own_instructor(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    return block("own_instructor") if booker.student_id in offer.own_instructors else None


def document_missing(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    """The site's documents must be checked by the office and valid on the day of the shift."""
    for kind in offer.documents:
        until = booker.documents.get(kind)
        if until is None or until < offer.local_date:
            return block("document_missing", document=kind)
    return None


def already_busy(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    for each in others(offer, booker):
        if each.starts_at < offer.ends_at and each.ends_at > offer.starts_at:
            times = {"starts_at": each.starts_at.isoformat(), "ends_at": each.ends_at.isoformat()}
            return block("already_busy", **times, zone=offer.zone)
    return None


def over_daily_cap(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    """The set's cap per local start day, such as Fla. Admin. Code 64B7-32.003: 6 hours a day."""
    taken = sum(
        each.minutes for each in others(offer, booker) if each.local_date == offer.local_date
    )
    return over("over_cap_that_day", booker.daily_cap, taken + offer.minutes)


def over_weekly_cap(offer: Offer, booker: Booker, now: datetime) -> Finding | None:
    """The set's cap per calendar week, such as Fla. Admin. Code 64B7-32.003: 30 hours a week."""
    first, last = week_of(offer.local_date, booker.week_starts_on)
    week = [each.minutes for each in others(offer, booker) if first <= each.local_date <= last]
    return over("over_cap_that_week", booker.weekly_cap, sum(week) + offer.minutes)


def over(code: str, cap: int | None, minutes: int) -> Finding | None:
    if cap is None or minutes <= cap:
        return None
    return block(code, planned=minutes, allowed=cap)


def others(offer: Offer, booker: Booker) -> list[Commitment]:
    return [each for each in booker.commitments if each.shift_id != offer.id]


SHIFT: tuple[Rule, ...] = (shift_not_planned, shift_began, closed_that_day, too_few_instructors)
WINDOW: tuple[Rule, ...] = (booking_not_open, booking_is_over)
STUDENT: tuple[Rule, ...] = (
    enrollment_not_active,
    outside_enrollment,
    category_not_theirs,
    category_not_open,
    own_instructor,
    document_missing,
    already_busy,
    over_daily_cap,
    over_weekly_cap,
)
