"""The list of students: narrowed, counted by risk, sorted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.attendance.selectors.office.last_dates import last_dates
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.standings import Standing, standings_of
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.limits import limits
from clinic_hours.people.selectors.names import order_for, searched_by
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.selectors.next_places import next_places
from clinic_hours.shifts.selectors.visible import sees_all_places
from clinic_hours.transcripts.models import Transcript
from home.core.models.actors import Actor
from home.core.selectors.words import with_words

EVERYONE, WAITING, NO_SHIFT, STAYS_AWAY = "", "waiting", "no-shift", "not-attended"
RISKS = (EVERYONE, Risk.FAR_BEHIND, Risk.BEHIND, Risk.ON_TIME, WAITING, NO_SHIFT, STAYS_AWAY)
SORTS = ("student", "hours", "pace", "finish", "waiting", "shift")
FIRST_SORT = "pace"
NOT_IN_SIGHT = -date.max.toordinal()
NOT_ON_A_PACE = (Risk.NEW, Risk.FINISHED, Risk.AWAY)
# A list needs no more of a student than this.
SHOWN = (
    *("public_id", "student_number", "status", "started_on", "target_on", "ended_on"),
    *("cohort_id", "requirement_set_id", "student__display_name", "student__email"),
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to and how it is sorted. A sort that begins with - is reversed."""

    name: str = ""
    cohort: str = ""
    status: str = ""
    risk: str = EVERYONE
    sort: str = FIRST_SORT

    @property
    def is_narrowed(self) -> bool:
        return bool(self.name or self.cohort or self.status or self.risk)

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_reversed(self) -> bool:
        return self.sort.startswith("-")

    def sorted_by(self, column: str) -> "Narrowing":
        """Return the same list sorted by a column, reversed if it is sorted by that already."""
        reverse = column == self.sort
        return replace(self, sort=f"-{column}" if reverse else column)


@dataclass(frozen=True, slots=True)
class StudentList:
    """The students in their order, and how many each risk has before one is chosen.

    `places` are {enrollment: the next place that the person sees}, `lasts` {enrollment: the last date of
    attendance}, which those know who see all places.
    """

    students: Sequence[Standing]
    counts: dict[str, int]
    places: Mapping[int, Place]
    lasts: Mapping[int, date]


def student_list(user: Actor, narrowing: Narrowing, now: datetime, today: date) -> StudentList:
    """Return the students this person sees. The number of queries does not depend on theirs."""
    enrollments = enrollments_in(user, narrowing)
    found = standings_of(enrollments, today)
    places, long_ago = next_places(user, enrollments, now), long_before(now)
    lasts = last_dates(enrollments) if sees_all_places(user) else {}
    tests = {risk: test_of(risk, long_ago, places) for risk in RISKS}
    tests[STAYS_AWAY] = lambda standing: stays_away(standing, lasts, today)
    counts = {risk: sum(map(test, found)) for risk, test in tests.items()}
    shown = [each for each in found if tests[narrowing.risk](each)]
    return StudentList(in_order(shown, narrowing, places), counts, places, lasts)


def enrollments_in(user: Actor, narrowing: Narrowing) -> QuerySet[Enrollment]:
    found = enrollments_visible_to(user).select_related("student").only(*SHOWN)
    if narrowing.name:
        found = with_words(found, narrowing.name, *searched_by(user))
    if narrowing.cohort:
        found = found.filter(cohort=int(narrowing.cohort))
    if narrowing.status:
        found = found.filter(status=narrowing.status)
    else:
        found = found.exclude(status=Enrollment.Status.ENDED)
    return found.order_by(*order_for(user))


def test_of(risk: str, long_ago: datetime, places: Collection[int]) -> Callable[[Standing], bool]:
    """Return what tells whether a student is at a risk. `places` has the enrollments with a next shift."""
    if risk == WAITING:
        return lambda standing: has_waited_since(long_ago, standing)
    if risk == NO_SHIFT:
        return lambda standing: lacks_shift(standing, places)
    return lambda standing: risk in (EVERYONE, standing.risk)


def lacks_shift(standing: Standing, places: Collection[int]) -> bool:
    """Whether someone who studies and is not finished has no shift ahead."""
    enrollment = standing.enrollment
    studies = enrollment.status == Enrollment.Status.ACTIVE and standing.risk != Risk.FINISHED
    return studies and enrollment.pk not in places


def stays_away(standing: Standing, lasts: Mapping[int, date], today: date) -> bool:
    """Whether someone who studies, is not finished and has attended before was not here for many days."""
    enrollment = standing.enrollment
    last = lasts.get(enrollment.pk)
    if last is None or enrollment.status != Enrollment.Status.ACTIVE:
        return False
    is_long = (today - last).days >= limits().not_attended_days
    return is_long and standing.risk != Risk.FINISHED


def longest_away_first(
    standings: Sequence[Standing], lasts: Mapping[int, date], today: date
) -> list[Standing]:
    away = [each for each in standings if stays_away(each, lasts, today)]
    return sorted(away, key=lambda each: lasts[each.enrollment.pk])


def long_before(now: datetime) -> datetime:
    """Return when what has waited too long was submitted, at the latest."""
    return now - timedelta(days=limits().office_days)


def has_waited_since(long_ago: datetime, standing: Standing) -> bool:
    return standing.waiting_since is not None and standing.waiting_since <= long_ago


def in_order(
    standings: list[Standing], narrowing: Narrowing, places: Mapping[int, Place]
) -> list[Standing]:
    """Return them sorted. Those without a value come last in both directions, by name."""
    if narrowing.column == "student":
        return standings[::-1] if narrowing.is_reversed else standings
    starts = {pk: place.starts_at for pk, place in places.items()}
    keys = KEYS | {"shift": lambda standing: starts.get(standing.enrollment.pk)}
    key = keys[narrowing.column]
    having = [each for each in standings if key(each) is not None]
    lacking = [each for each in standings if key(each) is None]
    having.sort(key=key, reverse=narrowing.is_reversed)
    return [*having, *sorted(lacking, key=lambda each: list(Risk).index(each.risk))]


def by_pace(standing: Standing) -> int | None:
    """Return the days ahead of the target, or None for those who are on no pace."""
    return None if standing.risk in NOT_ON_A_PACE else furthest_first(standing)


def furthest_first(standing: Standing) -> int:
    """Return the days ahead of the target: those whose finish is not in sight are furthest behind."""
    ahead = standing.pace.days_ahead
    return NOT_IN_SIGHT if ahead is None else ahead


KEYS: dict[str, Callable] = {
    "hours": lambda standing: standing.progress.earned_share,
    "pace": by_pace,
    "finish": lambda standing: standing.finish_on,
    "waiting": lambda standing: standing.waiting_since,
}


@dataclass(frozen=True, slots=True)
class ToSeeTo:
    """Where active students stand, and those who completed and have no transcript yet.

    `with_transcript` are the enrollments that have a valid one, `lasts` the last dates of attendance.
    """

    standings: Sequence[Standing]
    with_transcript: Collection[int]
    lasts: Mapping[int, date]


def students_to_see_to(user: Actor, today: date) -> ToSeeTo:
    valid = Transcript.objects.filter(enrollment=OuterRef("pk"), revocation=None)
    found = enrollments_visible_to(user).annotate(has_transcript=Exists(valid))
    without = Q(status=Enrollment.Status.COMPLETED, has_transcript=False)
    found = found.filter(Q(status=Enrollment.Status.ACTIVE) | without)
    found = found.select_related("student").only(*SHOWN).order_by("pk")
    standings = standings_of(found, today)
    with_transcript = {each.pk for each in found if each.has_transcript}
    return ToSeeTo(standings, with_transcript, last_dates(found))


def far_behind_first(standings: Sequence[Standing]) -> list[Standing]:
    far = [each for each in standings if each.risk == Risk.FAR_BEHIND]
    return sorted(far, key=furthest_first)


def ready_for_transcript(students: ToSeeTo) -> list[Standing]:
    """Return those who have everything signed and no transcript, the longest finished first."""
    finished = [each for each in students.standings if each.risk == Risk.FINISHED]
    ready = [each for each in finished if each.enrollment.pk not in students.with_transcript]
    return sorted(ready, key=lambda each: each.finish_on or date.max)
