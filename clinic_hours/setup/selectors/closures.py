"""READ: closures with the names of the clinic sites they are for, and the shifts they would cancel."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.states import LIVE_PLACES, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from home.site.models import Closure


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure and the name of its clinic site, which is empty if the whole school is closed."""

    closure: Closure
    site: str


def with_sites(closures: Iterable[Closure]) -> list[Closed]:
    """Return closures with their sites, in one more query. A site that is gone has its short name."""
    found = list(closures)
    places = {each.place for each in found if each.place}
    sites = ClinicSite.objects.in_bulk(places, field_name="slug")
    return [Closed(each, str(sites.get(each.place, each.place))) for each in found]


def has_closures(site: ClinicSite) -> bool:
    return Closure.objects.filter(place=site.slug).exists()


@dataclass(frozen=True, slots=True)
class Hit:
    """Planned shifts in the days of a closure, each with how many `students` would be told."""

    shifts: Sequence[Shift]
    students: int
    instructors: int

    @property
    def digest(self) -> str:
        """Return the fingerprint of the shifts as they are shown. Each booking changes it."""
        text = repr([(shift.pk, shift.version) for shift in self.shifts])
        return hashlib.sha256(text.encode()).hexdigest()


def hit_by(closure: Closure, now: datetime) -> Hit:
    """Return the shifts that a closure cancels and the people on them, in three queries."""
    told = Count("seats", filter=Q(seats__status__in=LIVE_PLACES))
    shifts = list(shifts_in(closure, now).select_related("site").annotate(students=told))
    keys = [shift.pk for shift in shifts]
    places = Place.objects.filter(shift__in=keys, status__in=LIVE_PLACES)
    duties = ShiftSupervisor.objects.filter(shift__in=keys, withdrawn_at=None)
    return Hit(
        shifts,
        students=places.order_by().values("student").distinct().count(),
        instructors=duties.order_by().values("supervisor").distinct().count(),
    )


def shifts_in(closure: Closure, now: datetime) -> QuerySet[Shift]:
    """Return the planned shifts in the days of a closure that have not begun."""
    days = (closure.first_day, closure.last_day)
    ahead = Shift.objects.filter(status=ShiftState.PLANNED, starts_at__gt=now)
    found = ahead.filter(local_date__range=days)
    return found.filter(site__slug=closure.place) if closure.place else found


def has_canceled_shifts(closure: Closure) -> bool:
    days = (closure.first_day, closure.last_day)
    canceled = Shift.objects.filter(status=ShiftState.CANCELLED, cancelled_reason=closure.name)
    return canceled.filter(local_date__range=days).exists()
