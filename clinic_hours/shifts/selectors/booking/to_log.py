"""READ: the booked shifts that a student can log now, as the log form offers them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.choices import requirements_for
from clinic_hours.sessions.selectors.shift_choices import ShiftChoice
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, ShiftSupervisor
from clinic_hours.shifts.selectors.roster import duties_on

MOST = 5


def places_to_log(enrollment: Enrollment, first: date, now: datetime) -> list[ShiftChoice]:
    """Return the booked places since a day that are over and have no session yet, the newest first."""
    logged = ClinicSession.objects.filter(
        student=OuterRef("student"),
        status__in=LIVE,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    booked = Place.objects.filter(
        enrollment=enrollment,
        status=PlaceState.BOOKED,
        ends_at__lte=now,
        shift__local_date__gte=first,
    )
    rows = booked.exclude(Exists(logged)).select_related("shift__site")
    places = list(rows.order_by("-starts_at", "-pk")[:MOST])
    if not places:
        return []
    duties = duties_on([place.shift_id for place in places])
    requirements = dict(requirements_for(enrollment).values_list("category", "pk"))
    return [
        choice_of(place, requirements.get(place.shift.category), duties.get(place.shift_id, ()))
        for place in places
    ]


def choice_of(
    place: Place, requirement_id: int | None, duties: Sequence[ShiftSupervisor]
) -> ShiftChoice:
    """Return what the form begins with. Of several instructors, the student chooses."""
    shift = place.shift
    return ShiftChoice(
        key=str(shift.public_id),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        zone=shift.zone,
        site_id=shift.site_id,
        site_name=str(shift.site),
        requirement_id=requirement_id,
        supervisor_id=duties[0].supervisor_id if len(duties) == 1 else None,
    )
