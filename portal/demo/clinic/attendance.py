"""Three shifts with clock times: one that is on, yesterday's, and a closed one from the day before.

The first began half an hour to three quarters of an hour before the demo is loaded, whatever the hour and
the day, and lasts four hours: there is always one that is on. The week's plan leaves these times free.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from clinic_hours.attendance.models import Outcome, SiteRules
from clinic_hours.attendance.services.asking import ask_to_confirm
from clinic_hours.attendance.services.closing import Answers, Signature, close_shift
from clinic_hours.attendance.services.counting import count_heads
from clinic_hours.attendance.services.lapsing import LAPSES_AFTER, lapse_overdue
from clinic_hours.attendance.services.outcomes import change_outcome
from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.models import Place
from home.core.school_time import day_of
from portal.accounts.models import User

from .cast import BOOKED_NOTHING, Student
from .clock import Clock, give_pins
from .histories import A_MOMENT, instant
from .records import WEEK, Clinic

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGAN_BEFORE = 30 * MINUTE
HERE = ("Grace Adeyemi", "Priya Raman", "Marcus Ellery", "Hana Kovač")
ON_A_BREAK, CAME_LATE, HELD = "Wendell Oakes", "Tomás Iglesias", "Yolanda Pinto"
LATE, ASKS = "Andre Baptiste", "Naomi Feldman"
ON_TODAYS_SHIFT = (*HERE, ON_A_BREAK, CAME_LATE, HELD, LATE, ASKS)


def load_attendance(
    clinic: Clinic,
    enrollments: Mapping[Student, Enrollment],
    people: Mapping[str, User],
    now: datetime,
) -> None:
    """Write what people did, each act as of its time."""
    SiteRules.objects.create(site=clinic.main, submits=True)
    give_pins(list(enrollments.values()), clinic, now - WEEK)
    clock = Clock(clinic, people["cora@palmetto.test"], now)
    today = day_of(now)
    first = free_on(today - 2 * DAY, enrollments)[:2]
    close_with_an_excuse(clock, instant(today - 2 * DAY, time(14)), first)
    others = [each for each in free_on(today - DAY, enrollments) if each not in first]
    forget_to_clock_out(clock, instant(today - DAY, time(14)), others[:5])
    be_on(clock, {student.name: each for student, each in enrollments.items()}, now)


def free_on(day: date, enrollments: Mapping[Student, Enrollment]) -> list[Enrollment]:
    """Return students who logged nothing that day, those of today's shift last."""
    logged = set(ClinicSession.objects.filter(local_date=day).values_list("student", flat=True))
    in_order = sorted(enrollments.items(), key=lambda each: each[0].name in ON_TODAYS_SHIFT)
    return [
        enrollment
        for student, enrollment in in_order
        if not student.email and student.name not in BOOKED_NOTHING
        if enrollment.student_id not in logged
    ]


def close_with_an_excuse(clock: Clock, start: datetime, students: Sequence[Enrollment]) -> None:
    """One of two students came. Irene closed the shift and signed, and the office excused the other."""
    came, absent = students
    shift = clock.shift(start, 3, "irene", students)
    irene, end = clock.clinic.supervisors["irene"].user, shift.ends_at
    clock.tap(irene, shift, "in", start - 10 * MINUTE)
    clock.tap(came.student, shift, "in", start - 3 * MINUTE)
    clock.tap(came.student, shift, "out", end)
    place = Place.objects.get(shift=shift, student=absent.student)
    close_shift(
        actor=irene,
        shift=shift,
        answers=Answers(absences={place.pk: Outcome.Kind.ABSENT}),
        signature=Signature(current_statement("en"), Authentication("password", end)),
        now=end + A_MOMENT,
    )
    change_outcome(
        actor=clock.cora,
        place=place,
        kind=Outcome.Kind.EXCUSED,
        reason="Jury duty. The letter came the next morning.",
        now=end + 15 * HOUR,
    )


def forget_to_clock_out(clock: Clock, start: datetime, students: Sequence[Enrollment]) -> None:
    """Nobody has closed this shift: one left during the break without clocking out, one never came."""
    stays, leaves, waits, forgets, _never_came = students
    shift = clock.shift(start, 4, "rosa", students, limit=2)
    rosa, irene = (clock.clinic.supervisors[name].user for name in ("rosa", "irene"))
    clock.join(shift, "irene", start + HOUR)
    for person, kind, minutes in (
        (rosa, "in", -12),
        (stays.student, "in", -2),
        (leaves.student, "in", -1),
        (waits.student, "in", 9),
    ):
        clock.tap(person, shift, kind, start + minutes * MINUTE)
    counted_at = start + 24 * MINUTE
    count_heads(actor=rosa, shift=shift, expected=2, is_right=True, now=counted_at)
    for person, kind, minutes in (
        (irene, "in", 60),
        (forgets.student, "in", 62),
        (leaves.student, "out", 180),
        (forgets.student, "break", 205),
        (waits.student, "out", 241),
        (stays.student, "out", 242),
        (irene, "out", 244),
        (rosa, "out", 245),
    ):
        clock.tap(person, shift, kind, start + minutes * MINUTE)
    lapse_overdue(shift.ends_at + LAPSES_AFTER + MINUTE)


def be_on(clock: Clock, by_name: Mapping[str, Enrollment], now: datetime) -> None:
    """Five are here with Rosa, one has a break, one waits for Irene. One is late, one could not clock in."""
    latest = now - BEGAN_BEFORE
    start = latest.replace(minute=latest.minute // 15 * 15, second=0, microsecond=0)
    shift = clock.shift(start, 4, "rosa", [by_name[name] for name in ON_TODAYS_SHIFT], limit=5)
    clock.join(shift, "irene", start)
    clock.tap(clock.clinic.supervisors["rosa"].user, shift, "in", start - 14 * MINUTE)
    for minutes, name in enumerate((*HERE, ON_A_BREAK), start=-2):
        clock.tap(by_name[name].student, shift, "in", start + minutes * MINUTE)
    clock.tap(by_name[ON_A_BREAK].student, shift, "break", start + 16 * MINUTE)
    clock.tap(by_name[CAME_LATE].student, shift, "in", start + 17 * MINUTE)
    clock.tap(by_name[HELD].student, shift, "in", start + 19 * MINUTE)
    asks = by_name[ASKS]
    ask_to_confirm(
        site=shift.site,
        reason="I forgot my PIN.",
        shift=shift,
        person=asks.student,
        number=asks.student_number,
        device=clock.tablet,
        now=start + 24 * MINUTE,
    )
