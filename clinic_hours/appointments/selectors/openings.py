"""Shifts on which the public is treated, with who teaches and how many clients can still come.

That are the shifts on which students perform, in a category for which a published requirement set asks for
clients. Each student on one can take a client, as long as an instructor is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clinic_hours.appointments.domain.free_times import has_time_for
from clinic_hours.appointments.domain.states import HELD
from clinic_hours.appointments.models import Appointment
from clinic_hours.shifts.domain.recurrence import closure_on
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.domain.weeks import weekdays_without
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.closures import closures_by_place
from clinic_hours.shifts.selectors.roster import duties_on
from courses.requirements.models import Requirement

WEEKS = timedelta(weeks=4)  # so many before and after a day show how a usual week looks


@dataclass(frozen=True, slots=True)
class Opening:
    """A shift with its instructors and the number of its students who have no client yet."""

    shift: Shift
    instructors: tuple[str, ...]
    free: int

    def has_time_for(self, minutes: int, now: datetime) -> bool:
        """Whether a service of so many minutes can still begin before the shift ends."""
        return has_time_for((self.shift.starts_at, self.shift.ends_at), minutes, now)


def shifts_with_clients() -> QuerySet[Shift]:
    with_clients = Requirement.objects.filter(
        minimum_clients__gt=0, requirement_set__published_at__isnull=False
    )
    return Shift.objects.filter(
        role=Shift.Role.PERFORM,
        site__is_active=True,
        category__in=with_clients.order_by().values("category"),
    )


def client_shifts(now: datetime) -> QuerySet[Shift]:
    """Return the planned shifts with clients that are not over, with their site."""
    ahead = shifts_with_clients().filter(status=ShiftState.PLANNED, ends_at__gt=now)
    return ahead.select_related("site").order_by("starts_at", "pk")


def closed_weekdays(today: date) -> frozenset[int]:
    """Return the weekdays on which clients are never treated in the weeks around a day."""
    near = shifts_with_clients().filter(local_date__range=(today - WEEKS, today + WEEKS))
    held = near.exclude(status=ShiftState.CANCELLED).order_by()
    return weekdays_without(held.values_list("local_date", flat=True).distinct())


def openings_between(first: date, last: date, now: datetime) -> list[Opening]:
    """Return the shifts with clients and an instructor on these days, in three queries."""
    students = counted(Place.objects.filter(status=PlaceState.BOOKED))
    clients = counted(Appointment.objects.filter(state__in=HELD))
    shifts = client_shifts(now).filter(local_date__range=(first, last))
    found = list(shifts.annotate(students=students, clients=clients))
    duties = duties_on([shift.pk for shift in found])
    return [opening_of(shift, duties[shift.pk]) for shift in open_of(found) if shift.pk in duties]


def opening_of(shift: Any, duties: Iterable[ShiftSupervisor]) -> Opening:
    """Return an opening. The shift comes with the numbers of its `students` and `clients`."""
    names = tuple(duty.supervisor.printed_name for duty in duties)
    return Opening(shift, names, free=max(0, shift.students - shift.clients))


def counted(rows: QuerySet) -> Coalesce:
    """Return the number of rows that belong to a shift."""
    own = rows.filter(shift=OuterRef("pk")).order_by().values("shift")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def open_of(shifts: Iterable[Shift]) -> list[Shift]:
    """Return the shifts on days that are no closures."""
    shifts = list(shifts)
    closures = closures_by_place(shift.local_date for shift in shifts)
    everywhere = closures.get("", ())
    return [
        shift
        for shift in shifts
        if not closure_on(shift.local_date, (*everywhere, *closures.get(shift.site.slug, ())))
    ]
