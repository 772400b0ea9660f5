"""What the log form may offer for an enrollment, and what it remembers."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from clinic_hours.people.models import (
    ClinicSite,
    Credential,
    Enrollment,
    Supervisor,
)
from clinic_hours.sessions.models import ClinicSession
from courses.requirements.models import Requirement


@dataclass(frozen=True, slots=True)
class Remembered:
    """The site with its zone, supervisor and requirement of the last session: the next form begins so."""

    site_id: int | None = None
    supervisor_id: int | None = None
    requirement_id: int | None = None
    zone: str = ""


def requirements_for(enrollment: Enrollment) -> QuerySet[Requirement]:
    return Requirement.objects.filter(requirement_set_id=enrollment.requirement_set_id)


def sites_for(session: ClinicSession | None) -> QuerySet[ClinicSite]:
    """Return the sites in use, and where this session took place, which may be closed since."""
    own = session.site_id if session else None
    return ClinicSite.objects.filter(Q(is_active=True) | Q(pk=own))


def supervisors_for(
    enrollment: Enrollment, today: date, session: ClinicSession | None = None
) -> QuerySet[Supervisor]:
    """Return active supervisors with a credential that was current on a day that can be logged.

    `current_until` says when the last one runs out. Which day it is, and whether a credential was
    current on it, the rules know once the day is typed. Never the student; always the session's own.
    """
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"),
        issued_on__lte=today,
        expires_on__gte=first_day(enrollment, today, session),
    )
    own = session.supervisor_id if session else None
    return (
        Supervisor.objects.filter(Q(Exists(current), is_active=True) | Q(pk=own))
        .exclude(user=enrollment.student_id)
        .annotate(current_until=Max("credentials__expires_on"))
    )


def first_day(enrollment: Enrollment, today: date, session: ClinicSession | None) -> date:
    """Return the first day that the log form may be about."""
    window = enrollment.requirement_set.entry_window_days
    first = enrollment.started_on if window is None else today - timedelta(days=window)
    return min(first, session.local_date) if session else first


def remembered_by(enrollment: Enrollment) -> Remembered:
    last = (
        ClinicSession.objects.filter(enrollment=enrollment)
        .order_by("-starts_at", "-pk")
        .values_list("site_id", "supervisor_id", "requirement_id", "zone")
        .first()
    )
    return Remembered(*last) if last else Remembered()
