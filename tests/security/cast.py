"""One person per role, around one session waiting to be signed."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import GroupPagePermission

from clinic_hours.attendance.models import Outcome
from clinic_hours.people.models import Document, Enrollment, OfficeRole, Supervisor
from clinic_hours.people.services.documents import add_document
from clinic_hours.shifts.models import Place
from clinic_hours.transcripts.documents.issuing import issue_transcript
from home.site.models import Closure
from tests.factories.appointments import requested
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    credited,
    logged,
)
from tests.factories.pages import home_page
from tests.factories.people import SuperuserFactory, UserFactory
from tests.factories.shifts import booked, planned
from tests.integration.clinic_hours.kiosk.tablet import Tablet

ROLES = (
    *("anonymous", "student", "other student", "instructor"),
    *("coordinator", "auditor", "editor", "superuser"),
)


@dataclass(frozen=True)
class Cast:
    people: dict[str, AbstractBaseUser]
    places: dict[str, str]


def signed_in(people: Cast, role: str) -> Client:
    """Return the browser of a role, which answers 500 where the site fails."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(people.people[role])
    return client


def cast() -> Cast:
    enrollment = EnrollmentFactory()
    supervisor = SupervisorFactory()
    session = logged(enrollment, supervisor)
    coordinator = OfficeRoleFactory().user
    let_into_admin(coordinator)
    people = {
        "student": enrollment.student,
        "other student": EnrollmentFactory().student,
        "instructor": supervisor.user,
        "coordinator": coordinator,
        "auditor": OfficeRoleFactory(role=OfficeRole.Role.AUDITOR).user,
        "editor": editor(),
        "superuser": SuperuserFactory(),
    }
    places = {
        "<session>": str(session.public_id),
        "<enrollment>": str(enrollment.public_id),
        "<requirement>": str(first_requirement(enrollment)),
        "<entry>": str(hours_on_paper(coordinator, enrollment)),
        "<site>": str(session.site_id),
        "<cohort>": str(enrollment.cohort_id),
        "<edition>": str(enrollment.requirement_set_id),
        "<device>": str(Tablet(coordinator, session.site).device.public_id),
        "<closure>": str(closed_in_winter().public_id),
        "<shift>": str(planned(coordinator, supervisor).public_id),
        "<place>": str(absent_on(coordinator, supervisor, enrollment).public_id),
        "<appointment>": str(requested().public_id),
        "<signer>": str(coordinator.office_role.pk),
        "<auditor>": str(people["auditor"].office_role.pk),
        "<person>": str(enrollment.student.public_id),
        "<teacher>": str(supervisor.user.public_id),
        "<license>": str(supervisor.credentials.get().public_id),
        "<document>": str(file_about(enrollment.student, coordinator).public_id),
        "<transcript>": issue_transcript(actor=coordinator, enrollment=enrollment).code,
    }
    return Cast(people, places)


def closed_in_winter() -> Closure:
    days = {"first_day": date(2026, 12, 24), "last_day": date(2027, 1, 1)}
    return Closure.objects.create(name="Winter break", **days)


def absent_on(
    coordinator: AbstractBaseUser, supervisor: Supervisor, enrollment: Enrollment
) -> Place:
    """Return the student's place on a shift of this morning, from which they were absent."""
    before = NOW - timedelta(days=7)
    early = {"day": TODAY, "start": time(6), "end": time(7)}
    place = booked(enrollment, planned(coordinator, supervisor, now=before, **early), now=before)
    Outcome.objects.create(place=place, kind="absent", by=supervisor.user, at=NOW)
    return place


def first_requirement(enrollment: Enrollment) -> int:
    return enrollment.requirement_set.requirements.values_list("pk", flat=True)[0]


def hours_on_paper(coordinator: AbstractBaseUser, enrollment: Enrollment) -> int:
    """Post hours from a document and return the entry's number."""
    requirement = enrollment.requirement_set.requirements.get(pk=first_requirement(enrollment))
    return credited(coordinator, enrollment, requirement).seq


def file_about(student: AbstractBaseUser, coordinator: AbstractBaseUser) -> Document:
    upload = SimpleUploadedFile("card.pdf", b"%PDF-1.7")
    return add_document(actor=coordinator, person=student, upload=upload, kind=Document.Kind.CPR)


def let_into_admin(person: AbstractBaseUser) -> None:
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))


def editor() -> AbstractBaseUser:
    """A person who may write and publish pages but has no access to records."""
    group = Group.objects.create(name="Content editors of this test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=home_page(), permission=Permission.objects.get(codename=codename)
        )
    person = UserFactory(is_staff=True)
    person.groups.add(group)
    return person
