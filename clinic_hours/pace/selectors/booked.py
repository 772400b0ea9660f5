"""When an enrollment finishes with its booked places."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from clinic_hours.pace.domain.booked import Booking, finish_with
from clinic_hours.pace.domain.catching_up import Closure
from clinic_hours.pace.domain.pace import Pace
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.selectors.surroundings import limits_of
from clinic_hours.shifts.selectors.booking.this_week import OwnPlace


def finish_with_places(
    enrollment: Enrollment,
    progress: SetProgress,
    pace: Pace,
    places: Iterable[OwnPlace],
    *,
    closures: Sequence[Closure],
    claimed: Mapping[date, int],
) -> date | None:
    """Return the day, if the booked places bring it nearer than the pace alone."""
    bookings = [
        Booking(place.local_date, place.minutes, place.category)
        for place in places
        if place.enrollment_id == enrollment.pk
    ]
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
