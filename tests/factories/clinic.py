"""Clinic people and places, as small as a test allows. Sessions come from the services."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.db import transaction
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    OfficeRole,
    Supervisor,
)
from clinic_hours.people.services.enrollments import log_enrollments
from clinic_hours.people.services.licenses import log_licenses
from clinic_hours.sessions.domain.attestation import credit_statement, current_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.claims import SessionFacts
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit
from clinic_hours.sessions.services.sessions import log_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from courses.curriculum.models import Program
from courses.requirements.models import Requirement, RequirementSet

from .people import UserFactory

# A Monday in the fall, 6 pm in Miami. Tests that need a day start from here.
NOW = datetime(2026, 11, 16, 23, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MIAMI = ZoneInfo("America/New_York")


class ClinicSiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClinicSite

    slug = factory.Sequence(lambda n: f"site-{n}")
    name = factory.Sequence(lambda n: f"Community clinic {n}")
    time_zone = "America/New_York"


class CredentialFactory(factory.django.DjangoModelFactory):
    """A Florida license that is current around TODAY, and in the log."""

    class Meta:
        model = Credential

    kind = "LMT"
    jurisdiction = "US-FL"
    number = factory.Sequence(lambda n: f"MA {48000 + n}")
    issued_on = date(2020, 1, 1)
    expires_on = date(2027, 8, 31)

    @classmethod
    def _create(cls, *args, **kwargs) -> Credential:
        with transaction.atomic():
            credential = super()._create(*args, **kwargs)
            log_licenses([credential], LONG_AGO)
        return credential


class SupervisorFactory(factory.django.DjangoModelFactory):
    """A supervisor with one current license, or none with `credential=None`."""

    class Meta:
        model = Supervisor
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    printed_name = factory.LazyAttribute(lambda o: f"{o.user.display_name}, LMT")
    credential = factory.RelatedFactory(CredentialFactory, factory_related_name="supervisor")


class ProgramRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Program

    slug = factory.Sequence(lambda n: f"clinic-program-{n}")
    name = factory.Sequence(lambda n: f"Massage Therapy {n}")
    award = Program.Award.DIPLOMA
    length_months = 8


def published_set(
    *lines: dict, program: Program | None = None, published: bool = True, **limits
) -> RequirementSet:
    """Return a published set with the demo's caps and window. `lines` are fields of requirements."""
    limits = {
        "daily_cap_minutes": 360,
        "weekly_cap_minutes": 1800,
        "entry_window_days": 14,
        "edition": 1,
    } | limits
    requirement_set = RequirementSet.objects.create(
        program=program or ProgramRecordFactory(), **limits
    )
    lines = lines or ({"category": "hands-on", "name": "Hands-on sessions", "minutes": 90 * 60},)
    for order, line in enumerate(lines):
        Requirement.objects.create(requirement_set=requirement_set, sort_order=order, **line)
    if published:
        RequirementSet.objects.filter(pk=requirement_set.pk).update(published_at=timezone.now())
        requirement_set.refresh_from_db()
    return requirement_set


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    program = factory.SubFactory(ProgramRecordFactory)
    name = factory.Sequence(lambda n: f"Fall 2026 evening {n}")
    starts_on = date(2026, 9, 1)
    finishes_on = date(2027, 4, 30)


class EnrollmentFactory(factory.django.DjangoModelFactory):
    """An active enrollment, in the log. Its default set has one hands-on requirement of 90 hours."""

    class Meta:
        model = Enrollment

    student = factory.SubFactory(UserFactory)
    student_number = factory.Sequence(lambda n: f"P-{n:05}")
    requirement_set = factory.LazyFunction(published_set)
    cohort = factory.LazyAttribute(lambda o: CohortFactory(program=o.requirement_set.program))
    started_on = date(2026, 9, 1)
    target_on = date(2027, 4, 30)

    @classmethod
    def _create(cls, *args, **kwargs) -> Enrollment:
        with transaction.atomic():
            enrollment = super()._create(*args, **kwargs)
            log_enrollments([enrollment], Kind.ENROLLMENT, LONG_AGO)
        return enrollment


class OfficeRoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficeRole

    user = factory.SubFactory(UserFactory)
    role = OfficeRole.Role.COORDINATOR


def local(day: date, clock: str) -> datetime:
    """Return the instant of a wall time in Miami, as in local(TODAY, "14:00")."""
    return (
        datetime.fromisoformat(f"{day.isoformat()}T{clock}").replace(tzinfo=MIAMI).astimezone(UTC)
    )


def facts(
    enrollment: Enrollment,
    supervisor: Supervisor,
    *,
    day: date = TODAY,
    start: str = "13:00",
    end: str = "16:00",
    site: ClinicSite | None = None,
    requirement: Requirement | None = None,
    **more,
) -> SessionFacts:
    return SessionFacts(
        requirement=requirement or enrollment.requirement_set.requirements.first(),
        site=site or ClinicSite.objects.first() or ClinicSiteFactory(),
        supervisor=supervisor,
        starts_at=local(day, start),
        ends_at=local(day, end),
        # Kept only if the session is late.
        **({"clients": 3, "late_reason": "The clinic's tablet was broken."} | more),
    )


def logged(
    enrollment: Enrollment, supervisor: Supervisor, *, submit: bool = True, now=NOW, **more
) -> ClinicSession:
    """Log a session through the service: three hours today, submitted."""
    return log_session(
        actor=enrollment.student,
        enrollment=enrollment,
        facts=facts(enrollment, supervisor, **more),
        submit=submit,
        now=now,
    )


def fresh(now: datetime = NOW) -> Authentication:
    return Authentication("password", now - timedelta(seconds=5))


def signed(*sessions: ClinicSession, now=NOW, actor=None):
    """Sign sessions through the service, as their supervisor."""
    return sign_off_sessions(
        actor=actor or sessions[0].supervisor.user,
        picks=[Pick(session.pk, session.version) for session in sessions],
        statement=current_statement("en"),
        authentication=fresh(now),
        now=now,
    )


def credited(
    actor,
    enrollment: Enrollment,
    requirement: Requirement | None = None,
    *,
    kind="transfer",
    minutes=600,
    clients=4,
    **more,
):
    """Post ten hours from a document through the service, as the coordinator."""
    line = PaperLine(
        requirement or enrollment.requirement_set.requirements.first(), minutes, clients
    )
    (entry,) = posted(actor, enrollment, line, kind=kind, **more)
    return entry


def posted(
    actor,
    enrollment: Enrollment,
    *lines: PaperLine,
    kind="transfer",
    occurred_on=TODAY,
    document="Transcript of Coral College, 2026-05-02",
):
    """Post all hours of a document through the service, as the coordinator."""
    paper = Paper(kind=kind, occurred_on=occurred_on, document=document, lines=lines)
    return post_credit(
        actor=actor,
        enrollment=enrollment,
        paper=paper,
        statement=credit_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
