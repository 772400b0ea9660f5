"""A small school under load: few people, so that the workers collide."""

from dataclasses import dataclass

from clinic_hours.people.models import (
    ClinicSite,
    Enrollment,
    OfficeRole,
    Supervisor,
)
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    published_set,
)

STUDENTS = 24


def open_school() -> None:
    ClinicSiteFactory()
    under = published_set(daily_cap_minutes=None, weekly_cap_minutes=None)
    EnrollmentFactory.create_batch(STUDENTS, requirement_set=under)
    SupervisorFactory.create_batch(2)
    OfficeRoleFactory()


@dataclass(frozen=True, slots=True)
class School:
    """Everyone in the school, as a worker finds them in the database."""

    enrollments: list[Enrollment]
    supervisors: list[Supervisor]
    coordinator: OfficeRole
    site: ClinicSite

    @classmethod
    def find(cls) -> "School":
        enrollments = Enrollment.objects.select_related("student", "requirement_set")
        return cls(
            list(enrollments.order_by("pk")),
            list(Supervisor.objects.select_related("user").order_by("pk")),
            OfficeRole.objects.select_related("user").get(),
            ClinicSite.objects.get(),
        )
