"""A timetable of any length: twenty shifts of half an hour on each day, four students on each shift."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.models import Place, Shift, ShiftSeries, ShiftSupervisor
from home.core.models.actors import Person
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, published_set
from tests.factories.shifts import planned_series

A_DAY, STUDENTS = 20, 4
ZONE = ZoneInfo("America/New_York")
HALF_HOUR = timedelta(minutes=30)


def timetable(coordinator: Person, rosa: Supervisor, days: int) -> list[Shift]:
    """Return the shifts of so many days from tomorrow on, each full and with its instructor."""
    edition = published_set()
    students = EnrollmentFactory.create_batch(STUDENTS, requirement_set=edition)
    series = series_of_a_day(coordinator)
    rows = [shift_of(each, day, slot) for day in range(days) for slot, each in enumerate(series)]
    # The last first: the guard against overlaps looks at everything earlier.
    rows.reverse()
    shifts = Shift.objects.bulk_create(rows, batch_size=500)
    ShiftSupervisor.objects.bulk_create((duty_of(each, rosa) for each in shifts), batch_size=500)
    places = (place_of(each, student) for each in shifts for student in students)
    Place.objects.bulk_create(places, batch_size=500)
    return shifts[::-1]


def series_of_a_day(coordinator: Person) -> list[ShiftSeries]:
    """Return a series for each shift of a day. One is planned, and the others are copies of it."""
    like = planned_series(
        coordinator, None, day=TODAY - timedelta(days=7), now=NOW - timedelta(days=8)
    )
    values = {
        field.attname: getattr(like, field.attname)
        for field in ShiftSeries._meta.concrete_fields
        if field.name not in ("id", "public_id")
    }
    return ShiftSeries.objects.bulk_create(ShiftSeries(**values) for _number in range(A_DAY))


def shift_of(series: ShiftSeries, day: int, slot: int) -> Shift:
    on = TODAY + timedelta(days=1 + day)
    starts_at = datetime.combine(on, time(8), ZONE) + slot * HALF_HOUR
    return Shift(
        series=series,
        series_date=on,
        site_id=series.site_id,
        category=series.category,
        places=STUDENTS,
        taken=STUDENTS,
        starts_at=starts_at,
        ends_at=starts_at + HALF_HOUR,
        zone=str(ZONE),
        local_date=on,
        minutes=30,
        books_until=starts_at,
        changed_at=NOW,
    )


def duty_of(shift: Shift, rosa: Supervisor) -> ShiftSupervisor:
    return ShiftSupervisor(
        shift=shift,
        supervisor=rosa,
        from_at=shift.starts_at,
        to_at=shift.ends_at,
        confirmed_at=NOW,
    )


def place_of(shift: Shift, enrollment: Enrollment) -> Place:
    return Place(
        shift=shift,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        status=Place.Status.BOOKED,
        asked_at=NOW,
    )
