"""What a student's desk says about shifts: the next one, this week's, and how many are open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Q

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.offers import offers_of
from clinic_hours.shifts.selectors.roster import duties_on

from .openings import category_names, missing_in, open_shifts, shifts_ahead, student_of

AT_MOST = 100
# Whoever studies sees all shifts.
TIMETABLE = Shift.objects.all()
Times = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Booked:
    """The next place, all that are ahead, and this week's booked minutes by day.

    Places of which a session was logged already are left out of both.
    """

    place: Place | None = None
    duties: Sequence[ShiftSupervisor] = ()
    category: str = ""
    by_day: Mapping[date, int] = field(default_factory=dict)
    ahead: Sequence[Place] = ()

    @property
    def this_week(self) -> int:
        return sum(self.by_day.values())


def booked_by(
    enrollment: Enrollment,
    progress: SetProgress,
    logged: Sequence[Times],
    today: date,
    now: datetime,
) -> Booked:
    """Return what a student booked, in two queries. `logged` are the times of this week's sessions."""
    first, last = week_of(today, enrollment.requirement_set.week_starts_on)
    places = places_since(enrollment.student_id, first, now)
    place = next((each for each in places if each.ends_at > now), None)
    to_come = [each for each in places if not was_logged(each, logged)]
    return Booked(
        place=place,
        duties=duties_on([place.shift_id]).get(place.shift_id, ()) if place else (),
        category=category_names([place.shift], progress)[place.shift.category] if place else "",
        by_day=minutes_by_day(each for each in to_come if first <= each.shift.local_date <= last),
        ahead=[each for each in to_come if each.ends_at > now],
    )


def places_since(student_id: int, day: date, now: datetime) -> list[Place]:
    """Return the booked places that are not over, and those of the week that began on a day."""
    wanted = Q(ends_at__gt=now) | Q(shift__local_date__gte=day)
    mine = Place.objects.filter(wanted, student=student_id, status=PlaceState.BOOKED)
    return list(mine.select_related("shift__site").order_by("starts_at", "pk")[:AT_MOST])


def was_logged(place: Place, logged: Sequence[Times]) -> bool:
    return any(starts < place.ends_at and ends > place.starts_at for starts, ends in logged)


def minutes_by_day(places: Iterable[Place]) -> dict[date, int]:
    found: dict[date, int] = {}
    for place in places:
        day = place.shift.local_date
        found[day] = found.get(day, 0) + place.shift.minutes
    return found


def fitting_this_week(
    enrollment: Enrollment, progress: SetProgress, today: date, now: datetime
) -> int:
    """Return how many shifts of this week count for the student and could be booked now."""
    _first, last = week_of(today, enrollment.requirement_set.week_starts_on)
    needed = {line.line.category for line in missing_in(progress)}
    ahead = open_shifts(TIMETABLE, today, last, now).filter(category__in=needed)
    shifts = list(ahead.filter(taken__lt=F("places")))
    if not shifts:
        return 0
    booker = student_of(enrollment, progress, today, last).booker
    held = {each.shift_id for each in booker.commitments}
    offers = [offer for offer in offers_of(shifts).values() if offer.id not in held]
    return sum(not obstacles(offer, booker, now) for offer in offers)


def may_begin(progress: SetProgress, now: datetime) -> bool:
    """Whether a shift ahead counts toward a requirement that is open for a new student."""
    opens = [line.line.category for line in progress.lines if line.is_open and not line.is_met]
    return shifts_ahead(TIMETABLE, now).filter(category__in=opens).exists()
