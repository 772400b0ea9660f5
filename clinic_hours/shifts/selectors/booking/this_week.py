"""What a student's desk says about shifts: the next one, this week's, and how many are open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import DateField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import HELD_PLACES, PENDING_COVERS, CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.offers import ROW_COLUMNS, offers_of, row_of
from clinic_hours.shifts.selectors.roster import duties_on
from home.core.fields.translated import InReadersLanguage
from home.core.selectors.prepared import Given, Prepared

from .openings import category_names, missing_in, shifts_ahead, student_of

AT_MOST = 100
# Whoever studies sees all shifts.
TIMETABLE = Shift.objects.all()
Times = tuple[datetime, datetime]
DAY, MOMENT = DateField(), DateTimeField()
# As in OwnPlace.
COLUMNS = (
    *("enrollment_id", "shift_id", "shift__public_id", "starts_at", "ends_at", "shift__zone"),
    *("shift__local_date", "shift__minutes", "shift__category"),
    *("shift__site__name", "shift__site__name_es", "status", "offer_until", "cover"),
)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A booked or offered place with its shift, as the overview shows it: Django reads no models.

    `cover` is the state of the student's pending request that someone else takes it.
    """

    enrollment_id: int
    shift_id: int
    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    minutes: int
    category: str
    name: str
    name_es: str
    status: str
    offer_until: datetime | None
    cover: str | None

    site = InReadersLanguage("name")


@dataclass(frozen=True, slots=True)
class Booked:
    """The next place, all that are ahead, and this week's booked minutes by day.

    Places of which a session was logged already are left out of both. `offered` can still be accepted.
    """

    place: OwnPlace | None = None
    duties: Sequence[ShiftSupervisor] = ()
    category: str = ""
    by_day: Mapping[date, int] = field(default_factory=dict)
    ahead: Sequence[OwnPlace] = ()
    offered: Sequence[OwnPlace] = ()

    @property
    def to_agree(self) -> OwnPlace | None:
        """Return the first place that someone else would take over."""
        return next((each for each in self.ahead if each.cover == CoverState.TAKEN), None)

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
    held = places_since(enrollment.student_id, first, now)
    places = [each for each in held if each.status == PlaceState.BOOKED]
    place = next((each for each in places if each.ends_at > now), None)
    to_come = [each for each in places if not was_logged(each, logged)]
    return Booked(
        place=place,
        duties=duties_on([place.shift_id]).get(place.shift_id, ()) if place else (),
        category=category_names({place.category}, progress)[place.category] if place else "",
        by_day=minutes_by_day(each for each in to_come if first <= each.local_date <= last),
        ahead=[each for each in to_come if each.ends_at > now],
        offered=[each for each in held if each.offer_until and each.offer_until > now],
    )


def places_since(student_id: int, day: date, now: datetime) -> list[OwnPlace]:
    """Return the places held that are not over, and those of the week that began on a day."""
    return [OwnPlace(*row) for row in own_places.rows(student=student_id, day=day, now=now)]


@Prepared
def own_places() -> QuerySet:
    wanted = Q(ends_at__gt=Given("now", MOMENT)) | Q(shift__local_date__gte=Given("day", DAY))
    mine = Place.objects.filter(wanted, student=Given("student"), status__in=sorted(HELD_PLACES))
    asked = Cover.objects.filter(place=OuterRef("pk"), pair=None, state__in=sorted(PENDING_COVERS))
    with_cover = mine.annotate(cover=Subquery(asked.order_by().values("state")[:1]))
    return with_cover.order_by("starts_at", "pk").values_list(*COLUMNS)[:AT_MOST]


def was_logged(place: OwnPlace, logged: Sequence[Times]) -> bool:
    return any(starts < place.ends_at and ends > place.starts_at for starts, ends in logged)


def minutes_by_day(places: Iterable[OwnPlace]) -> dict[date, int]:
    found: dict[date, int] = {}
    for place in places:
        found[place.local_date] = found.get(place.local_date, 0) + place.minutes
    return found


def fitting_this_week(
    enrollment: Enrollment, progress: SetProgress, today: date, now: datetime
) -> int:
    """Return how many shifts of this week count for the student and could be booked now."""
    _first, last = week_of(today, enrollment.requirement_set.week_starts_on)
    needed = {line.line.category for line in missing_in(progress)}
    ahead = (row_of(*row) for row in open_rows.rows(first=today, last=last, now=now))
    shifts = [shift for shift in ahead if shift.category in needed]
    if not shifts:
        return 0
    booker = student_of(enrollment, progress, today, last).booker
    held = {each.shift_id for each in booker.commitments}
    offers = [offer for offer in offers_of(shifts).values() if offer.id not in held]
    return sum(not obstacles(offer, booker, now) for offer in offers)


@Prepared
def open_rows() -> QuerySet:
    days = (Given("first", DAY), Given("last", DAY))
    ahead = shifts_ahead(TIMETABLE, Given("now", MOMENT)).filter(local_date__range=days)
    return ahead.filter(taken__lt=F("places")).values_list(*ROW_COLUMNS)


def may_begin(progress: SetProgress, now: datetime) -> bool:
    """Whether a shift ahead counts toward a requirement that is open for a new student."""
    opens = [line.line.category for line in progress.lines if line.is_open and not line.is_met]
    return shifts_ahead(TIMETABLE, now).filter(category__in=opens).exists()
