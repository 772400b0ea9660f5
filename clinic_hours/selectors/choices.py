"""What the log form may offer for an enrollment, and what it remembers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from clinic_hours.models import ClinicSession, ClinicSite, Credential, Enrollment, Supervisor
from courses.models import Requirement


@dataclass(frozen=True, slots=True)
class Remembered:
    """The site with its zone, supervisor and requirement of the last session: the next form begins so."""

    site_id: int | None = None
    supervisor_id: int | None = None
    requirement_id: int | None = None
    zone: str = ""


def requirements_for(enrollment: Enrollment) -> QuerySet[Requirement]:
    return Requirement.objects.filter(requirement_set_id=enrollment.requirement_set_id)


def sites_in_use() -> QuerySet[ClinicSite]:
    return ClinicSite.objects.filter(is_active=True)


def supervisors_for(enrollment: Enrollment, today: date) -> QuerySet[Supervisor]:
    """Return active supervisors with a credential that is current today, never the student."""
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"), issued_on__lte=today, expires_on__gte=today
    )
    return Supervisor.objects.filter(Exists(current), is_active=True).exclude(
        user=enrollment.student_id
    )


def remembered_by(enrollment: Enrollment) -> Remembered:
    last = (
        ClinicSession.objects.filter(enrollment=enrollment)
        .order_by("-starts_at", "-pk")
        .values_list("site_id", "supervisor_id", "requirement_id", "zone")
        .first()
    )
    return Remembered(*last) if last else Remembered()
