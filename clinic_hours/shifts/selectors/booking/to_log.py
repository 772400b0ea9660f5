"""READ: the booked shifts that a student can log now, as the log form offers them."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.choices import requirements_for
from clinic_hours.sessions.selectors.shift_choices import ShiftChoice
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, ShiftSupervisor

MOST = 5


def places_to_log(enrollment: Enrollment, first: date, now: datetime) -> list[ShiftChoice]:
    """Return the booked places since a day that are over and have no session yet, the newest first.

    It takes one query.
    """
    booked = Place.objects.filter(
        enrollment=enrollment,
        status=PlaceState.BOOKED,
        ends_at__lte=now,
        shift__local_date__gte=first,
    )
    requirement = requirements_for(enrollment).filter(category=OuterRef("shift__category"))
    places = (
        booked.exclude(Exists(sessions_then()))
        .annotate(
            requirement=Subquery(requirement.values("pk")[:1]),
            one_instructor=Subquery(instructors_there(Min("supervisor"))),
            another=Subquery(instructors_there(Max("supervisor"))),
        )
        .select_related("shift__site")
        .order_by("-starts_at", "-pk")
    )
    return [choice_of(place) for place in places[:MOST]]


def sessions_then() -> QuerySet[ClinicSession]:
    return ClinicSession.objects.filter(
        student=OuterRef("student"),
        status__in=LIVE,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )


def instructors_there(which: Min | Max) -> QuerySet:
    """Return the first or the last of a shift's instructors: the same if there is only one."""
    there = ShiftSupervisor.objects.filter(
        shift=OuterRef("shift"), withdrawn_at=None, confirmed_at__isnull=False
    )
    return there.order_by().values("shift").annotate(which=which).values("which")


def choice_of(place: Any) -> ShiftChoice:
    """Return what the form begins with. Of several instructors, the student chooses."""
    shift = place.shift
    return ShiftChoice(
        key=str(shift.public_id),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        zone=shift.zone,
        site_id=shift.site_id,
        site_name=str(shift.site),
        requirement_id=place.requirement,
        supervisor_id=place.one_instructor if place.one_instructor == place.another else None,
    )
