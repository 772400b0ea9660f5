"""How many students the instructors who are there may supervise."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from clinic_hours.attendance.domain.punches import SpanKind
from clinic_hours.attendance.domain.supervision import capacity
from clinic_hours.attendance.models import Presence
from clinic_hours.shifts.domain.supervision import strictest
from clinic_hours.shifts.models import Place, Shift


@dataclass(frozen=True, slots=True)
class Ratio:
    """Who is there now. `allowed` is None without a limit."""

    students: int
    supervisors: int
    allowed: int | None

    @property
    def is_full(self) -> bool:
        return self.allowed is not None and self.students >= self.allowed


def here_now(shift: Shift) -> QuerySet[Presence]:
    """Return who is there now, without those who wait or have a break."""
    return Presence.objects.filter(shift=shift, kind=SpanKind.HERE, to_at=None)


def students_here(shift: Shift) -> QuerySet[Presence]:
    return here_now(shift).filter(place__isnull=False)


def limit_of(shift: Shift, place: Place) -> int | None:
    """Return the students per instructor that a student's set and the shift allow."""
    own = place.enrollment.requirement_set.students_per_supervisor
    return strictest((shift.students_per_supervisor, own))


def ratio_on(shift: Shift, newcomer: Place | None = None) -> Ratio:
    """Return the ratio on a shift as it would be with one more student's limit. In two queries."""
    supervisors = here_now(shift).filter(duty__isnull=False).count()
    limits = limits_here(shift)
    more = [limit_of(shift, newcomer)] if newcomer else []
    return Ratio(len(limits), supervisors, capacity(supervisors, [*limits, *more]))


def limits_here(shift: Shift) -> Sequence[int | None]:
    """Return the limit of each student who is there."""
    path = "place__enrollment__requirement_set__students_per_supervisor"
    own = students_here(shift).values_list(path, flat=True)
    return [strictest((shift.students_per_supervisor, each)) for each in own]
