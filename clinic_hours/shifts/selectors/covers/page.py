"""The requests for cover of one shift, as one person sees them, in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from clinic_hours.core.domain.findings import Finding
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState, PlaceState, ShiftState
from clinic_hours.shifts.models import Cover, CoverAsked, Place, Shift, ShiftSupervisor
from clinic_hours.shifts.policies import can_plan, can_settle, can_withdraw
from clinic_hours.shifts.selectors.candidates import Candidate, candidates_for, why_not
from clinic_hours.shifts.selectors.visible import covers_visible_to, places_visible_to
from home.core.models.actors import Person

from .pending import covers_of
from .takers import NEVER, against, last_asked

ABOUT = (
    *("asked_by", "taken_by", "pair__place__shift"),
    *("place__shift__site", "duty__shift__site", "vacancy__site"),
)


@dataclass(frozen=True, slots=True)
class CoverOf:
    """A pending request, and what this person can do about it.

    `in_exchange` is the place that would be given for it. `obstacles` keep the person from taking it.
    """

    cover: Cover
    in_exchange: Place | None
    is_mine: bool
    is_taker: bool
    may_settle: bool
    may_take: bool
    may_withdraw: bool
    obstacles: tuple[Finding, ...] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Covers:
    """What a person sees about cover on a shift. `place` and `duty` are their own, if cover can be asked for.

    `exchanges` are places they could offer. `candidates` are instructors for an absence, with when each was
    asked.
    """

    requests: Sequence[CoverOf]
    place: Place | None = None
    duty: ShiftSupervisor | None = None
    exchanges: Sequence[Place] = ()
    candidates: Sequence[Candidate] = ()
    asked: Mapping[int, datetime] = field(default_factory=dict)


def covers_on(user: Person, shift: Shift, now: datetime) -> Covers:
    if shift.status != ShiftState.PLANNED or now >= shift.starts_at:
        return Covers(())
    seen = covers_of([shift.pk]).filter(pk__in=covers_visible_to(user).values("pk"))
    pending = list(seen.filter(state__in=PENDING_COVERS).select_related(*ABOUT).order_by("pk"))
    asked_for = {cover.place_id for cover in pending} | {cover.duty_id for cover in pending}
    requests = requests_of(user, shift, pending, now)
    place, duty = own_place(user, shift), own_duty(user, shift)
    absences = [each.cover for each in requests if each.cover.is_for_instructors and can_plan(user)]
    return Covers(
        requests=requests,
        place=place if place and place.pk not in asked_for else None,
        duty=duty if duty and duty.pk not in asked_for else None,
        exchanges=exchanges_of(user, shift, now) if any(r.may_take for r in requests) else (),
        candidates=others_for(shift, now) if absences else (),
        asked=asked_about(absences),
    )


def requests_of(
    user: Person, shift: Shift, pending: Sequence[Cover], now: datetime
) -> list[CoverOf]:
    if not pending:
        return []
    answers = Cover.objects.filter(pair__in=pending).select_related("place__shift__site")
    in_exchange = {answer.pair_id: answer.place for answer in answers}
    asked: dict[int, set[int]] = {}
    people_asked = CoverAsked.objects.filter(cover__in=pending)
    for pk, person in people_asked.values_list("cover", "person"):
        asked.setdefault(pk, set()).add(person)
    others = [each for each in pending if each.state == CoverState.OPEN and not is_of(user, each)]
    able = takes_as(user, shift, others, now)
    found = []
    for cover in pending:
        people = asked.get(cover.pk, set())
        is_open = cover in others and (cover.place_id or user.pk in people)
        obstacles = able.get("place" if cover.place_id else "duty") if is_open else None
        found.append(
            CoverOf(
                cover=cover,
                in_exchange=in_exchange.get(cover.pk),
                is_mine=cover.asked_by_id == user.pk,
                is_taker=cover.taken_by_id == user.pk,
                may_settle=can_settle(user, cover),
                may_take=obstacles is not None,
                may_withdraw=can_withdraw(user, cover),
                obstacles=obstacles or (),
                asked=len(people),
            )
        )
    return found


def is_of(user: Person, cover: Cover) -> bool:
    return user.pk in (cover.asked_by_id, cover.taken_by_id)


def takes_as(
    user: Person, shift: Shift, covers: Sequence[Cover], now: datetime
) -> Mapping[str, tuple[Finding, ...]]:
    """Return what keeps this person from taking a place, and a duty, where they could at all."""
    places = [cover.place for cover in covers if cover.place]
    duties = [cover for cover in covers if cover.is_for_instructors]
    found: dict[str, tuple[Finding, ...]] = {}
    if places and (mine := active_enrollments(user)):
        found["place"] = min(against(shift, mine, now, places[:1]).values(), key=len)
    supervisor = getattr(user, "supervisor", None)
    if duties and supervisor:
        found["duty"] = why_not(supervisor, shift, *duties[0].times, now)
    return found


def active_enrollments(user: Person) -> list[Enrollment]:
    mine = Enrollment.objects.filter(student=user.pk, status=Enrollment.Status.ACTIVE)
    return list(mine.select_related("requirement_set").order_by("pk"))


def own_place(user: Person, shift: Shift) -> Place | None:
    mine = places_visible_to(user).filter(student=user.pk, status=PlaceState.BOOKED)
    return mine.filter(shift=shift).first()


def own_duty(user: Person, shift: Shift) -> ShiftSupervisor | None:
    standing = shift.duties.filter(withdrawn_at=None, confirmed_at__isnull=False)
    return standing.filter(supervisor__user=user.pk).first()


def exchanges_of(user: Person, shift: Shift, now: datetime) -> list[Place]:
    """Return the booked places that this person could offer in exchange."""
    mine = places_visible_to(user).filter(student=user.pk, status=PlaceState.BOOKED)
    ahead = mine.filter(starts_at__gt=now).exclude(shift=shift)
    free = ahead.exclude(covers__state__in=PENDING_COVERS)
    return list(free.select_related("shift__site").order_by("starts_at", "pk"))


def others_for(shift: Shift, now: datetime) -> list[Candidate]:
    """Return the instructors who are not on the shift.

    Those who can take it come first, of these those of the site, of these who was asked least recently.
    """
    there = set(shift.duties.filter(withdrawn_at=None).values_list("supervisor_id", flat=True))
    found = [each for each in candidates_for(shift, now) if each.supervisor.pk not in there]
    last = last_asked([each.supervisor.user_id for each in found])

    def rank(each: Candidate) -> tuple:
        away = all(site.pk != shift.site_id for site in each.supervisor.sites.all())
        return bool(each.obstacles), away, last.get(each.supervisor.user_id, NEVER)

    return sorted(found, key=rank)


def asked_about(absences: Sequence[Cover]) -> Mapping[int, datetime]:
    rows = CoverAsked.objects.filter(cover__in=absences)
    return dict(rows.values_list("person_id", "asked_at")) if absences else {}
