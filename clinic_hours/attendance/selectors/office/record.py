"""One student's attendance: what became of each of their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from clinic_hours.attendance.domain.punches import Closing
from clinic_hours.attendance.domain.rules import MINUTE, Rules
from clinic_hours.attendance.models import Draft, Outcome, Presence
from clinic_hours.core.domain.findings import Finding
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.histories import own_sessions
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.selectors.visible import places_visible_to
from home.core.models.actors import Actor

from ..findings import findings_from_attendance
from ..notes import Came, came_to
from ..rules import rules_by_site

PAGE = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """A place on a shift that has begun. `session` is what was drafted, for those who see it.

    `refusals` say why there is no session, `findings` what its instructor should know.
    """

    place: Place
    came: Came
    late_by: int
    session: ClinicSession | None
    refusals: Sequence[Finding]
    findings: Sequence[Finding]

    @property
    def outcome(self) -> Outcome | None:
        return self.came.outcomes[-1] if self.came.outcomes else None

    @property
    def presences(self) -> Sequence[Presence]:
        return self.came.presences

    @property
    def is_going_on(self) -> bool:
        return any(each.to_at is None for each in self.presences)

    @property
    def lacks_an_end(self) -> bool:
        return any(each.closing == Closing.UNCLOSED for each in self.presences)


@dataclass(frozen=True, slots=True)
class Visits:
    visits: Sequence[Visit]
    following: Place | None


def visits_of(
    user: Actor, enrollment: Enrollment, now: datetime, after: tuple[datetime, int] | None
) -> Visits:
    """Return a page of a student's places that this person sees, newest first, in constant queries."""
    rows = places_visible_to(user).filter(
        enrollment=enrollment, status=PlaceState.BOOKED, starts_at__lte=now
    )
    if after:
        start, pk = after
        rows = rows.filter(Q(starts_at__lt=start) | Q(starts_at=start, pk__lt=pk))
    rows = rows.exclude(shift__status=ShiftState.CANCELLED).select_related("shift__site", "student")
    places = list(rows.order_by("-starts_at", "-pk")[: PAGE + 1])
    shown = places[:PAGE]
    return Visits(with_what_they_came_to(user, enrollment, shown), beyond(places))


def beyond(places: Sequence[Place]) -> Place | None:
    return places[PAGE - 1] if len(places) > PAGE else None


def with_what_they_came_to(
    user: Actor, enrollment: Enrollment, places: Sequence[Place]
) -> list[Visit]:
    came = came_to([place.pk for place in places])
    rules = rules_by_site({place.shift.site_id for place in places})
    sessions = sessions_of(user, enrollment, places)
    found = findings_from_attendance([each.pk for each in sessions.values()])
    return [
        Visit(
            place,
            came[place.pk],
            late_by(place, came[place.pk].presences, rules[place.shift.site_id]),
            session := sessions.get(place.pk),
            refused_by(came[place.pk].drafts),
            found.get(session.pk if session else 0, ()),
        )
        for place in places
    ]


def sessions_of(
    user: Actor, enrollment: Enrollment, places: Sequence[Place]
) -> Mapping[int, ClinicSession]:
    """Return {place: its newest session}, of those that this person sees."""
    seen = own_sessions(user, enrollment).filter(drafted_from__place__in=places)
    newest = seen.order_by("drafted_from__number").values_list("drafted_from__place", "pk")
    by_pk = {each.pk: each for each in seen}
    return {place: by_pk[pk] for place, pk in newest}


def refused_by(drafts: Sequence[Draft]) -> list[Finding]:
    """Return why the newest draft gave no session."""
    return [Finding.from_dict(each) for draft in drafts[-1:] for each in draft.findings]


def late_by(place: Place, presences: Sequence[Presence], rules: Rules) -> int:
    """Return the minutes, or 0 for who was not late by the site's rules."""
    if not presences or not rules.is_late(place.starts_at, presences[0].from_at):
        return 0
    return (presences[0].from_at - place.starts_at) // MINUTE


def tally_of(enrollment: Enrollment) -> dict[str, int]:
    """Return how many of a student's places have which outcome."""
    said = Outcome.objects.filter(place__enrollment=enrollment, is_current=True)
    counted = said.order_by().values_list("kind").annotate(number=Count("pk"))
    return dict.fromkeys(Outcome.Kind.values, 0) | dict(counted)
