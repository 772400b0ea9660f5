"""The last date of attendance of many students in one query: what a refund after a withdrawal depends on.

Somebody attended on the day of a shift on which they were there, and of a session that is signed. Hours from
documents and sessions that nobody signed are no attendance.
"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from clinic_hours.attendance.domain.punches import SpanKind
from clinic_hours.attendance.models import Presence
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place


def last_dates(enrollments: QuerySet[Enrollment]) -> dict[int, date]:
    """Return {enrollment: the last date}, without those who have not attended yet."""
    rows = enrollments.order_by().annotate(clocked_on=last_clocked(), signed_on=last_signed())
    found = rows.values_list("pk", "clocked_on", "signed_on")
    days = {pk: [day for day in known if day] for pk, *known in found}
    return {pk: max(known) for pk, known in days.items() if known}


def last_clocked() -> Subquery:
    """Return the day of the newest shift on which the student was there. An index finds the newest."""
    there = Presence.objects.filter(place=OuterRef("pk"), kind=SpanKind.HERE)
    places = Place.objects.filter(
        Exists(there), enrollment=OuterRef("pk"), status=PlaceState.BOOKED
    )
    return Subquery(places.order_by("-starts_at").values("shift__local_date")[:1])


def last_signed() -> Subquery:
    sessions = ClinicSession.objects.filter(
        student=OuterRef("student"), status=State.SIGNED_OFF, enrollment=OuterRef("pk")
    )
    return Subquery(sessions.order_by("-local_date").values("local_date")[:1])


def last_date_of(enrollment: Enrollment) -> date | None:
    return last_dates(Enrollment.objects.filter(pk=enrollment.pk)).get(enrollment.pk)
