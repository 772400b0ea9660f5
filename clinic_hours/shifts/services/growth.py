"""Bulk synthetic shifts for scale tests, with instructors and booked places.

Nothing is booked one by one, and no rules are checked, but the rules would have allowed it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.services.growth import PREFIX
from clinic_hours.shifts.domain.recurrence import MOST_DATES, monday_of
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftEvent
from clinic_hours.shifts.selectors.planning.previews import SeriesValues, preview_of
from home.core.school_time import today
from home.core.services.statistics import refresh_statistics

from .planning import write_series, write_shifts

PLACES = 20
WEEK = timedelta(weeks=1)
LINES = 10  # shifts at the same time, each with an instructor of its own
BOOKED_BEFORE = timedelta(days=30)
BATCH = 5_000


def grow_shifts(shifts: int, lines: int = LINES) -> int:
    """Add shifts every day around this week, with up to 20 students each, and return how many places.

    So many `lines` are at the same time. One more place than is booked stays free on each.

    The people are those that `sessions.services.growth` has added.
    """
    enrollments = list(Enrollment.objects.filter(student_number__startswith=PREFIX).order_by("pk"))
    supervisors = list(Supervisor.objects.filter(credentials__number__startswith=PREFIX)[:lines])
    lines = min(lines, shifts, len(supervisors))
    places = 0
    for line, supervisor in enumerate(supervisors[:lines]):
        days = shifts // lines + (line < shifts % lines)
        group = enrollments[line::lines][:PLACES]
        for first, count in stretches(days):
            places += add_line(supervisor, group, first, count)
    refresh_statistics()
    return places


def stretches(days: int) -> Iterator[tuple[date, int]]:
    """Yield the first day and length of each series: half of the weeks are past."""
    first = monday_of(today()) - (days // 2 // WEEK.days) * WEEK
    for begun in range(0, days, MOST_DATES):
        yield first + timedelta(days=begun), min(MOST_DATES, days - begun)


@recorded
def add_line(supervisor: Supervisor, group: Sequence[Enrollment], first: date, days: int) -> int:
    """Add a shift a day, booked by everyone of a group."""
    now = timezone.now()
    values = SeriesValues(
        site=group[0].sessions.select_related("site")[0].site,
        category="hands-on",
        places=PLACES + 1,
        weekdays=tuple(range(7)),
        start=time(9),
        end=time(11),
        first_on=first,
        last_on=first + timedelta(days=days - 1),
        lead=supervisor,
    )
    preview = preview_of(values)
    series = write_series(values, actor=supervisor.user, now=now, batch=uuid4())
    shifts = write_shifts(series, preview.planned, preview, now)
    places = [place_of(shift, enrollment) for shift in shifts for enrollment in group]
    Place.objects.bulk_create(places, batch_size=BATCH)
    ShiftEvent.objects.bulk_create([event_of(place) for place in places], batch_size=BATCH)
    Shift.objects.filter(series=series).update(taken=len(group))
    return len(places)


def place_of(shift: Shift, enrollment: Enrollment) -> Place:
    return Place(
        shift=shift,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        status=PlaceState.BOOKED,
        asked_at=booked_at(shift),
    )


def event_of(place: Place) -> ShiftEvent:
    return ShiftEvent(
        shift=place.shift,
        kind=ShiftEvent.Kind.BOOKED,
        actor_id=place.student_id,
        about_id=place.student_id,
        happened_at=place.asked_at,
    )


def booked_at(shift: Shift) -> datetime:
    return shift.starts_at - BOOKED_BEFORE
