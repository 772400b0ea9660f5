"""The clinic's plan: six weeks of shifts from this week on, with bookings, waiting lists and gaps.

Somebody looks for cover, an instructor can't come, one shift needs another instructor, and three students
have booked nothing: Mei, who begins with observation, and two others.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from django.db.models import F, QuerySet

from clinic_hours.core.domain.errors import Refused
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.planning.previews import SeriesValues, preview_of
from clinic_hours.shifts.services.booking import book
from clinic_hours.shifts.services.covers.absences import announce_absence
from clinic_hours.shifts.services.covers.taking import ask_for_cover
from clinic_hours.shifts.services.planning import plan_series
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from portal.accounts.models import User

from .cast import BOOKED_NOTHING
from .clock import BOOKED_BEFORE, PLANNED_BEFORE
from .records import WEEK, Clinic, monday_before

WEEKS = 6
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MON, TUE, WED, THU, FRI, SAT = range(6)
BOOKED_WEEKS = 2
BOOKED_BY_HAND = {"Lucía Ferrer", "Andre Baptiste"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly shift: `filled` of its places are booked in the first weeks, and `waiting` more wait.

    From the next shift of a slot that is `given_up`, the instructor has withdrawn.
    """

    weekdays: tuple[int, ...]
    start: time
    end: time
    lead: str
    places: int
    filled: int
    waiting: int = 0
    category: str = "hands-on"
    at: str = "main"
    role: str = Shift.Role.PERFORM
    limit: int | None = None  # students per instructor
    given_up: bool = False


OBSERVE = Shift.Role.OBSERVE
SLOTS = (
    Slot((MON, TUE), time(14), time(18), "rosa", 6, 5),
    Slot((MON,), time(18, 30), time(21, 30), "irene", 6, 6),
    Slot((TUE,), time(18, 30), time(21, 30), "rosa", 6, 4),
    Slot((WED,), time(14), time(18), "rosa", 6, 6, 1),
    Slot((WED,), time(18, 30), time(21, 30), "rosa", 6, 5, given_up=True),
    Slot((THU,), time(14), time(18), "irene", 8, 6, limit=6),
    Slot((THU,), time(18, 30), time(21, 30), "rosa", 6, 6, 3),
    Slot((FRI,), time(10), time(13, 30), "irene", 6, 6, 1, given_up=True),
    Slot((FRI,), time(13, 30), time(16), "irene", 6, 3, category="intake"),
    Slot((SAT,), time(9), time(12, 30), "rosa", 6, 5),
    Slot((SAT,), time(12, 30), time(15), "rosa", 6, 2, category="intake"),
    Slot((TUE, THU), time(10), time(12), "rosa", 4, 0, category="observation", role=OBSERVE),
    Slot((TUE, WED), time(10), time(13), "irene", 4, 3, category="outreach", at="outreach"),
    Slot((THU,), time(10), time(13), "", 4, 0, category="outreach", at="outreach"),
    Slot((SAT,), time(10), time(13), "irene", 4, 2, category="outreach", at="outreach"),
)


def load_shifts(
    clinic: Clinic, enrollments: list[Enrollment], people: dict[str, User], now: datetime
) -> None:
    """Plan the term as of four weeks ago, then book as of eight days before each shift, or today."""
    cora = people["cora@palmetto.test"]
    first = monday_before(now.date(), 0)
    apart = BOOKED_NOTHING | BOOKED_BY_HAND
    busy = [each for each in enrollments if each.student.display_name not in apart]
    in_turn = cycle(busy)
    attended = list(Shift.objects.filter(local_date__gte=first))
    for slot in SLOTS:
        planned = plan(slot, clinic, first, cora, now - PLANNED_BEFORE)
        shifts = give_way(planned, attended)
        for shift in planned[: BOOKED_WEEKS * len(slot.weekdays)]:
            if shift not in shifts:
                continue
            at = min(now, shift.starts_at - BOOKED_BEFORE)
            fill(shift, slot.filled, slot.waiting, islice(in_turn, len(busy)), at)
        if slot.given_up:
            give_up_next(shifts, cora, now)
    add_second_instructor(clinic, first + WED * DAY, cora, now - PLANNED_BEFORE)
    by_email = {each.student.email: each for each in enrollments}
    lucia, andre = (by_email[f"{name}@palmetto.test"] for name in ("lucia", "andre"))
    thursday = next_on(THU, time(14), now)
    duty = add_for_a_while(clinic, thursday, cora, now)
    book_for(lucia, now)
    fill(thursday, 1, 0, [andre], min(now, thursday.starts_at - BOOKED_BEFORE))
    withdraw_instructor(actor=cora, duty=duty, reason="Teaches that afternoon", now=now - HOUR)
    look_for_cover(lucia, now)
    cannot_come(clinic, now)


def plan(slot: Slot, clinic: Clinic, first: date, cora: User, now: datetime) -> list[Shift]:
    values = SeriesValues(
        site=clinic.main if slot.at == "main" else clinic.outreach,
        category=slot.category,
        places=slot.places,
        weekdays=slot.weekdays,
        start=slot.start,
        end=slot.end,
        first_on=first,
        last_on=first + WEEKS * WEEK - DAY,
        lead=clinic.supervisors.get(slot.lead),
        role=slot.role,
        students_per_supervisor=slot.limit,
    )
    series = plan_series(actor=cora, values=values, digest=preview_of(values).digest, now=now)
    return list(series.shifts.order_by("starts_at"))


def give_way(planned: list[Shift], attended: list[Shift]) -> list[Shift]:
    """Return the shifts of a slot, without those at the time of one that has clock times already."""
    gone = [
        shift
        for shift in planned
        if any(shift.starts_at < at.ends_at and at.starts_at < shift.ends_at for at in attended)
    ]
    ShiftSupervisor.objects.filter(shift__in=gone).delete()
    Shift.objects.filter(pk__in=[shift.pk for shift in gone]).delete()
    return [shift for shift in planned if shift not in gone]


def fill(
    shift: Shift, filled: int, waits: int, students: Iterable[Enrollment], now: datetime
) -> None:
    """Book places for the next students who may take one, and let some wait."""
    booked = waiting = 0
    for enrollment in students:
        if booked == filled and waiting == waits:
            return
        try:
            or_wait = booked == filled
            book(
                actor=enrollment.student,
                shift=shift,
                enrollment=enrollment,
                or_wait=or_wait,
                now=now,
            )
        except Refused:
            continue
        booked, waiting = booked + (not or_wait), waiting + or_wait


def give_up_next(shifts: list[Shift], cora: User, now: datetime) -> None:
    ahead = next(shift for shift in shifts if shift.starts_at > now)
    duty = ahead.duties.get(withdrawn_at=None)
    withdraw_instructor(actor=cora, duty=duty, reason="Called in sick", now=now - HOUR)


def book_for(lucia: Enrollment, now: datetime) -> None:
    """Lucía has a place on the next Thursday afternoon, and waits for a Wednesday."""
    for weekday in (THU, WED):
        shift = next_on(weekday, time(14), now)
        at = min(now, shift.starts_at - BOOKED_BEFORE)
        with suppress(Refused):
            book(actor=lucia.student, shift=shift, enrollment=lucia, or_wait=True, now=at)


def add_second_instructor(clinic: Clinic, wednesday: date, cora: User, now: datetime) -> None:
    """On Wednesday, Irene joins the afternoon at three."""
    lead = ShiftSupervisor.objects.filter(
        shift__local_date=wednesday,
        shift__site=clinic.main,
        shift__series__first_on__lt=F("shift__series__last_on"),  # of the weekly plan
        supervisor=clinic.supervisors["rosa"],
        withdrawn_at=None,
    ).select_related("shift")
    for duty in lead:
        assign_instructor(
            actor=cora,
            shift=duty.shift,
            supervisor=clinic.supervisors["irene"],
            from_at=duty.from_at + timedelta(hours=1),
            duty=ShiftSupervisor.Duty.COVER,
            now=now,
        )


def next_on(weekday: int, start: time, now: datetime) -> Shift:
    """Return the next shift at the main site on a weekday at a time, in two days or later."""
    ahead = shifts_ahead(now).filter(series__local_start=start, site__slug="clinic")
    return ahead.filter(local_date__iso_week_day=weekday + 1).earliest("starts_at")


def shifts_ahead(now: datetime) -> QuerySet[Shift]:
    return Shift.objects.filter(starts_at__gt=now + 2 * DAY).select_related("site", "series")


def add_for_a_while(clinic: Clinic, shift: Shift, cora: User, now: datetime) -> ShiftSupervisor:
    """Put Rosa on a shift, so that more students can book it than Irene alone may supervise."""
    return assign_instructor(
        actor=cora,
        shift=shift,
        supervisor=clinic.supervisors["rosa"],
        duty=ShiftSupervisor.Duty.COVER,
        now=now - PLANNED_BEFORE,
    )


def look_for_cover(lucia: Enrollment, now: datetime) -> None:
    """A classmate can't come on Saturday."""
    saturday = next_on(SAT, time(9), now)
    booked = Place.objects.filter(shift=saturday, status=PlaceState.BOOKED)
    place = booked.exclude(student=lucia.student).earliest("pk")
    reason = "My sister gets married that day."
    ask_for_cover(actor=place.student, place=place, reason=reason, now=now - 3 * HOUR)


def cannot_come(clinic: Clinic, now: datetime) -> None:
    """Irene can't come on Friday afternoon."""
    friday, irene = next_on(FRI, time(13, 30), now), clinic.supervisors["irene"]
    announce_absence(
        actor=irene.user,
        duty=friday.duties.get(supervisor=irene, withdrawn_at=None),
        reason="My daughter graduates that afternoon.",
        now=now - 2 * HOUR,
    )
