"""Shifts as one student may book them, in a constant number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.domain.minutes import week_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import Progress, SetProgress
from clinic_hours.sessions.selectors.progress import EnrollmentProgress
from clinic_hours.shifts.domain.booking import WORTH_WAITING, Booker, obstacles
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.bookers import bookers_with
from clinic_hours.shifts.selectors.categories import names_of
from clinic_hours.shifts.selectors.offers import offers_of
from clinic_hours.shifts.selectors.roster import duties_on, waiting_for
from home.core.selectors.prepared import Given


@dataclass(frozen=True, slots=True)
class Opening:
    """A shift, what it counts for, who waits for it, and what keeps the student from booking it."""

    shift: Shift
    category: str
    duties: Sequence[ShiftSupervisor]
    waiting: int
    findings: tuple[Finding, ...]
    counts: bool

    @property
    def is_full(self) -> bool:
        return self.shift.taken >= self.shift.places

    @property
    def may_book(self) -> bool:
        return not self.findings and not self.is_full

    @property
    def may_wait(self) -> bool:
        codes = {finding.code for finding in self.findings}
        return not self.may_book and codes <= WORTH_WAITING


@dataclass(frozen=True, slots=True)
class Student:
    """A student who books: their progress, and their time around the days that are shown."""

    enrollment: Enrollment
    progress: SetProgress
    booker: Booker

    def needs(self, category: str) -> bool:
        """Whether a shift of that category fills a requirement that is still open."""
        return any(line.line.category == category for line in self.missing)

    @property
    def missing(self) -> list[Progress]:
        return missing_in(self.progress)

    def minutes_in_week(self, day: date) -> int:
        """Return the minutes worked and booked in the week of a day, as its limit counts them."""
        first, last = week_of(day, self.booker.week_starts_on)
        there = (each for each in self.booker.commitments if first <= each.local_date <= last)
        return sum(each.minutes for each in there)


def missing_in(progress: SetProgress) -> list[Progress]:
    """Return the requirements that need more than what waits for a signature."""
    return [
        line
        for line in progress.lines
        if line.remaining > line.pending_toward or line.clients_remaining
    ]


def student_of(enrollment: Enrollment, progress: SetProgress, first: date, last: date) -> Student:
    known = [EnrollmentProgress(enrollment, progress)]
    return Student(enrollment, progress, bookers_with(known, first, last)[enrollment.pk])


def open_shifts(shifts: QuerySet[Shift], first: date, last: date, now: datetime) -> QuerySet[Shift]:
    """Return those of the shifts ahead that are on some days."""
    return shifts_ahead(shifts, now).filter(local_date__range=(first, last)).select_related("site")


def shifts_ahead(shifts: QuerySet[Shift], now: datetime | Given) -> QuerySet[Shift]:
    return shifts.filter(status=ShiftState.PLANNED, starts_at__gt=now)


def openings_of(shifts: Sequence[Shift], student: Student, now: datetime) -> dict[int, Opening]:
    """Return {shift: Opening}. The shifts come with their site."""
    keys = [shift.pk for shift in shifts]
    offers, duties, waiting = offers_of(shifts), duties_on(keys), waiting_for(keys)
    names = category_names({shift.category for shift in shifts}, student.progress)
    return {
        shift.pk: Opening(
            shift=shift,
            category=names[shift.category],
            duties=duties.get(shift.pk, ()),
            waiting=waiting.get(shift.pk, 0),
            findings=obstacles(offers[shift.pk], student.booker, now),
            counts=student.needs(shift.category),
        )
        for shift in shifts
    }


def category_names(categories: Collection[str], progress: SetProgress) -> Mapping[str, str]:
    """Return the names of categories: the student's own, where their set has them."""
    own = {line.line.category: line.line.name for line in progress.lines}
    others = set(categories) - own.keys()
    return {category: category for category in others} | {**names_of(others), **own}
