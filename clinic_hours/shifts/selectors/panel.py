"""One shift of the roster: who has a place, who waits, who was on it, and who could take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.states import HELD_PLACES, LIVE_PLACES, ShiftState
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftSupervisor
from clinic_hours.shifts.policies import can_plan
from home.core.models.actors import Actor

from .candidates import Candidate, candidates_for
from .categories import names_of
from .covers.pending import absences_on
from .roster import Block
from .visible import places_visible_to


@dataclass(frozen=True, slots=True)
class Panel:
    """What this person may know about a shift, and do with it."""

    block: Block
    places: Sequence[Place]
    line: Sequence[Place]
    counts_toward: str
    former: Supervisor | None
    candidates: Sequence[Candidate]
    may_change: bool
    may_cancel: bool
    may_announce: bool  # that one can't come
    absences: Sequence[Cover] = ()

    @property
    def shift(self) -> Shift:
        return self.block.shift

    @property
    def students(self) -> int:
        """Return how many have a place or wait for one."""
        return len(self.places) + len(self.line)


def panel_of(user: Actor, block: Block, now: datetime) -> Panel:
    """Return the panel in a constant number of queries."""
    shift = block.shift
    seen = places_visible_to(user).filter(shift=shift, status__in=LIVE_PLACES)
    places = list(seen.select_related("enrollment__student").order_by("queue_no", "pk"))
    is_open = shift.status == ShiftState.PLANNED and not block.is_over
    may_change = is_open and can_plan(user)
    absences = list(absences_on(shift, user)) if is_open else []
    said_so = any(cover.asked_by_id == user.pk for cover in absences)
    return Panel(
        block=block,
        places=[place for place in places if place.status in HELD_PLACES],
        line=[place for place in places if place.status not in HELD_PLACES],
        counts_toward=names_of([shift.category]).get(shift.category, shift.category),
        former=None if block.duties else last_withdrawn(shift),
        candidates=free_for(shift, block, now) if may_change else (),
        may_change=may_change,
        may_cancel=may_change and now < shift.starts_at,
        may_announce=is_open and block.is_mine and not said_so and now < shift.starts_at,
        absences=absences,
    )


def students_told(shift: Shift) -> int:
    """Return how many students hear of it if the shift is canceled."""
    return Place.objects.filter(shift=shift, status__in=LIVE_PLACES).count()


def free_for(shift: Shift, block: Block, now: datetime) -> list[Candidate]:
    """Return the candidates, without those who are on the shift."""
    there = {duty.supervisor_id for duty in block.duties}
    return [each for each in candidates_for(shift, now) if each.supervisor.pk not in there]


def last_withdrawn(shift: Shift) -> Supervisor | None:
    rows = ShiftSupervisor.objects.filter(shift=shift, withdrawn_at__isnull=False)
    last = rows.select_related("supervisor").order_by("-withdrawn_at").first()
    return last.supervisor if last else None
