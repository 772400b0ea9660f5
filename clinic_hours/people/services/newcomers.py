"""Bring people in: the account, the invitation, and the enrollment or the license, in one transaction.

People who have an account keep it. They are told instead of invited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.people.domain.licenses import License
from clinic_hours.people.models import ClinicSite, Cohort, Enrollment, Supervisor
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person

from .accounts import account_for, refuse_outsiders
from .credentials import write_license
from .documents import Stored, stored
from .enrollments import enroll


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who was brought in, and whether they were invited or had an account."""

    person: Person
    is_invited: bool


@recorded
def add_student(
    *,
    actor: Person,
    email: str,
    display_name: str,
    student_number: str,
    cohort: Cohort,
    requirement_set: RequirementSet,
    started_on: date | None = None,
    language: str = "",
    now: datetime | None = None,
) -> Newcomer:
    """Enroll a student, who is invited if they have no account.

    Raises NotAllowed as `account_for` and `enroll` do, and ValidationError for what a model rejects.
    """
    refuse_outsiders(actor)
    lock_head()
    now = now or timezone.now()
    person, is_invited = account_for(
        email=email, display_name=display_name, invited_by=actor, language=language
    )
    enrollment = enroll(
        student=person,
        cohort=cohort,
        requirement_set=requirement_set,
        student_number=student_number,
        started_on=started_on,
        now=now,
    )
    if not is_invited:
        tell([enrolled(enrollment)], now)
    return Newcomer(person, is_invited)


def add_instructor(*, evidence: UploadedFile | None = None, **facts: Any) -> Newcomer:
    """Add an instructor with their first license, who is invited if they have no account.

    `facts` are those of `record_instructor`. Raises NotAllowed as `account_for` does, or for an instructor
    who was already added, and ValidationError for what a model rejects.
    """
    with stored(evidence) as file:
        return record_instructor(file=file, **facts)


@recorded
def record_instructor(
    *,
    actor: Person,
    email: str,
    printed_name: str,
    license: License,
    sites: Iterable[ClinicSite] = (),
    language: str = "",
    file: Stored | None = None,
    now: datetime | None = None,
) -> Newcomer:
    refuse_outsiders(actor)
    lock_head()
    now = now or timezone.now()
    name = without_letters(printed_name, license.kind)
    person, is_invited = account_for(
        email=email, display_name=name, invited_by=actor, language=language
    )
    supervisor = write_supervisor(person, printed_name, sites)
    write_license(actor=actor, supervisor=supervisor, license=license, file=file, now=now)
    if not is_invited:
        tell([made_instructor(supervisor)], now)
    return Newcomer(person, is_invited)


def write_supervisor(person: Person, printed_name: str, sites: Iterable[ClinicSite]) -> Supervisor:
    if Supervisor.objects.filter(user=person).exists():
        raise NotAllowed("already_an_instructor")
    supervisor = Supervisor(user=person, printed_name=printed_name)
    supervisor.full_clean()
    supervisor.save(force_insert=True)
    supervisor.sites.set(sites)
    return supervisor


def without_letters(printed_name: str, kind: str) -> str:
    """Return the name on a license without the letters after it: "Rosa Ruiz, LMT" is Rosa Ruiz."""
    return printed_name.removesuffix(kind).rstrip(" ,") or printed_name


def enrolled(enrollment: Enrollment) -> News:
    return News(
        kind="enrolled",
        person=enrollment.student,
        path=reverse("hours:home"),
        key=str(enrollment.public_id),
        facts={"program": enrollment.requirement_set.program.name},
    )


def made_instructor(supervisor: Supervisor) -> News:
    return News(
        kind="made_instructor",
        person=supervisor.user,
        path=reverse("hours:home"),
        key=str(supervisor.pk),
    )
