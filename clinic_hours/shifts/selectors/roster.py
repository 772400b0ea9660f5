"""The roster: shifts with their instructors and how many more they need, in four queries for any number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.domain.supervision import (
    Duty,
    fewest_supervisors,
    strictest,
    supervisors_missing,
)
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from home.core.models.actors import Actor

from .offers import limits_of
from .visible import shifts_visible_to


@dataclass(frozen=True, slots=True)
class Block:
    """A shift as the roster shows it. `missing` is the number of instructors it still needs."""

    shift: Shift
    duties: tuple[ShiftSupervisor, ...]
    missing: int
    waiting: int
    is_mine: bool
    is_over: bool

    @property
    def kind(self) -> str:
        """Return what is most important about it: cancelled, past, uncovered, short or covered."""
        if self.shift.status == ShiftState.CANCELLED:
            return "cancelled"
        if self.is_over:
            return "past"
        if not self.missing:
            return "covered"
        return "short" if self.duties else "uncovered"


def shifts_between(
    user: Actor, first: date, last: date, site: ClinicSite | None = None
) -> QuerySet[Shift]:
    shifts = shifts_visible_to(user).filter(local_date__range=(first, last))
    if site:
        shifts = shifts.filter(site=site)
    return shifts.select_related("site")


def shifts_from(
    user: Actor, first: date, site: ClinicSite | None, after: tuple[datetime, int] | None
) -> QuerySet[Shift]:
    """Return the shifts from a day on, or those that follow a moment and key."""
    shifts = shifts_visible_to(user).filter(local_date__gte=first)
    if site:
        shifts = shifts.filter(site=site)
    if after:
        moment, pk = after
        shifts = shifts.filter(Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=pk))
    return shifts.select_related("site").order_by("starts_at", "pk")


def blocks_of(user: Actor, shifts: Iterable[Shift], now: datetime) -> list[Block]:
    """Return the blocks of shifts. The shifts come with their site."""
    found = list(shifts)
    keys = [shift.pk for shift in found]
    # Only what is still ahead can lack an instructor.
    ahead = [shift.pk for shift in found if shift.taken and shift.ends_at > now]
    duties, limits, waiting = duties_on(keys), limits_of(ahead), waiting_for(keys)
    return [
        block_of(
            shift,
            duties.get(shift.pk, []),
            strictest((shift.students_per_supervisor, limits.get(shift.pk))),
            waiting.get(shift.pk, 0),
            user,
            now,
        )
        for shift in found
    ]


def instructors_missing(shift: Shift, now: datetime) -> int:
    """Return how many instructors one shift still needs."""
    (block,) = blocks_of(AnonymousUser(), [shift], now)
    return block.missing


def block_of(
    shift: Shift,
    duties: Sequence[ShiftSupervisor],
    limit: int | None,
    waiting: int,
    user: Actor,
    now: datetime,
) -> Block:
    there = [Duty(duty.supervisor_id, duty.from_at, duty.to_at) for duty in duties]
    fewest = fewest_supervisors(there, shift.starts_at, shift.ends_at)
    return Block(
        shift=shift,
        duties=tuple(duties),
        missing=supervisors_missing(shift.taken, fewest, limit),
        waiting=waiting,
        is_mine=any(duty.supervisor.user_id == user.pk for duty in duties),
        is_over=now >= shift.ends_at or shift.status == ShiftState.CLOSED,
    )


def duties_on(shift_ids: Sequence[int]) -> Mapping[int, list[ShiftSupervisor]]:
    """Return {shift: who is on it and confirmed}."""
    rows = ShiftSupervisor.objects.filter(
        shift__in=shift_ids, withdrawn_at=None, confirmed_at__isnull=False
    )
    found: dict[int, list[ShiftSupervisor]] = {}
    for duty in rows.select_related("supervisor"):
        found.setdefault(duty.shift_id, []).append(duty)
    return found


def waiting_for(shift_ids: Sequence[int]) -> Mapping[int, int]:
    """Return {shift: how many students wait for a place}."""
    waiting = Place.objects.filter(shift__in=shift_ids, status=PlaceState.WAITING).order_by()
    return dict(waiting.values_list("shift_id").annotate(count=Count("pk")))
