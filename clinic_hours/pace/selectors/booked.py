"""When enrollments finish with their booked places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.pace.domain.booked import Booking, finish_with
from clinic_hours.pace.domain.catching_up import Closure
from clinic_hours.pace.domain.pace import Pace
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.surroundings import limits_of
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place

from .closures import school_closures

WEEK = timedelta(weeks=1)
LIMITS = (
    *("daily_cap_minutes", "weekly_cap_minutes", "week_starts_on"),
    *("entry_window_days", "minutes_per_clock_hour"),
)
PLACE_COLUMNS = (
    *("enrollment_id", "student_id", "starts_at", "ends_at"),
    *("shift__local_date", "shift__minutes", "shift__category"),
    *(f"enrollment__requirement_set__{name}" for name in LIMITS),
)


class OnPace(NamedTuple):
    """An enrollment with its progress and its pace."""

    enrollment: Enrollment
    progress: SetProgress
    pace: Pace


class Logged(NamedTuple):
    """A live session."""

    starts_at: datetime
    ends_at: datetime
    local_date: date
    minutes: int


def finishes_with_places(students: Iterable[OnPace], now: datetime, today: date) -> dict[int, date]:
    """Return {enrollment: the day} for those whose booked places bring it nearer than the pace alone.

    The number of queries does not depend on theirs. Students on leave and those who left are left out.
    """
    status = Enrollment.Status.ACTIVE
    active = {each.enrollment.pk: each for each in students if each.enrollment.status == status}
    places = places_ahead(active, now)
    sessions = sessions_near({active[pk].enrollment.student_id for pk in places}, today)
    closures = school_closures() if places else ()
    found = {}
    for pk, mine in places.items():
        enrollment = mine[0].enrollment  # with its set
        first, last = week_of(today, enrollment.requirement_set.week_starts_on)
        logged = [one for one in sessions[mine[0].student_id] if first <= one.local_date <= last]
        bookings = [booking_of(place) for place in mine if not was_logged(place, logged)]
        found[pk] = finish_with_bookings(
            *(enrollment, active[pk].progress, active[pk].pace, bookings),
            closures=closures,
            claimed=by_day(logged),
        )
    return {pk: on for pk, on in found.items() if on}


def places_ahead(enrollments: Iterable[int], now: datetime) -> Mapping[int, list[Place]]:
    """Return {enrollment: its booked places that are not over}, with shift and requirement set."""
    rows = Place.objects.filter(
        enrollment__in=list(enrollments), status=PlaceState.BOOKED, ends_at__gt=now
    ).order_by("starts_at", "pk")
    found: dict[int, list[Place]] = {}
    for place in rows.select_related("shift", "enrollment__requirement_set").only(*PLACE_COLUMNS):
        found.setdefault(place.enrollment_id, []).append(place)
    return found


def booking_of(place: Place) -> Booking:
    return Booking(place.shift.local_date, place.shift.minutes, place.shift.category)


def sessions_near(students: Iterable[int], today: date) -> Mapping[int, list[Logged]]:
    """Return {student: live sessions of the week before a day and the week after it}."""
    days = (today - WEEK, today + WEEK)
    rows = ClinicSession.objects.filter(
        student__in=list(students), status__in=LIVE, local_date__range=days
    )
    found: dict[int, list[Logged]] = defaultdict(list)
    for student, *session in rows.values_list("student_id", *Logged._fields):
        found[student].append(Logged(*session))
    return found


def was_logged(place: Place, sessions: Iterable[Logged]) -> bool:
    return any(
        each.starts_at < place.ends_at and each.ends_at > place.starts_at for each in sessions
    )


def by_day(sessions: Iterable[Logged]) -> Mapping[date, int]:
    found: Counter[date] = Counter()
    for each in sessions:
        found[each.local_date] += each.minutes
    return found


def finish_with_bookings(
    enrollment: Enrollment,
    progress: SetProgress,
    pace: Pace,
    bookings: Sequence[Booking],
    *,
    closures: Sequence[Closure],
    claimed: Mapping[date, int],
) -> date | None:
    """Return the day, if an enrollment's bookings bring it nearer than the pace alone."""
    finish = finish_with(
        bookings,
        minutes_left(progress),
        limits_of(enrollment),
        pace.minutes_a_week,
        closures=closures,
        claimed=claimed,
    )
    is_nearer = finish and (pace.projected_on is None or finish < pace.projected_on)
    return finish if is_nearer else None


def minutes_left(progress: SetProgress) -> dict[str, int]:
    """Return what each category still needs once everything that waits is signed."""
    left: dict[str, int] = {}
    for each in progress.lines:
        more = each.remaining - each.pending_toward
        left[each.line.category] = left.get(each.line.category, 0) + more
    return left
