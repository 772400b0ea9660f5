"""Bulk synthetic history for scale tests, with real hashes, signatures and balances.

Sessions are not logged one by one, and no rules are checked, but the rules would have allowed the
history. Sign-offs and entries are made by the same code as all others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.entries import Kind as LogKind
from clinic_hours.people.models import ClinicSite, Cohort, Credential, Enrollment, Supervisor
from clinic_hours.people.services.enrollments import log_enrollments
from clinic_hours.people.services.licenses import log_licenses
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession, SessionEvent, SignOff
from courses.curriculum.models import Program
from courses.requirements.models import Requirement, RequirementSet
from home.core.school_time import today
from home.core.services.statistics import refresh_statistics

from .evidence import sign_off_of, sign_off_posting, signed_session
from .postings import post_hours

BATCH = 2_000
APART = timedelta(hours=4)
LASTS = timedelta(hours=3)
PREFIX = "GROWN-"
SUPERVISED_BY_ONE = 50

Kind = SessionEvent.Kind
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Group:
    """The people in the history, and when it begins (UTC)."""

    enrollments: Sequence[Enrollment]
    requirements: Sequence[Requirement]
    credentials: Sequence[Credential]
    site: ClinicSite
    begins_at: datetime


def grow(students: int, sessions: int, on_progress: Progress | None = None) -> None:
    """Add students of a synthetic program, and signed sessions spread evenly over them.

    A student's sessions are four hours apart and end today. Each batch is its own transaction, so an
    interrupted run leaves a valid history.
    """
    now = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    rounds = -(-sessions // students)
    group = enroll(students, begins_at=now - APART * rounds)
    coming, written = history(group, sessions), 0
    while batch := list(islice(coming, BATCH)):
        write_signed(batch)
        written += len(batch)
        if on_progress:
            on_progress(written)
    refresh_statistics()


@recorded
def enroll(students: int, begins_at: datetime) -> Group:
    """Create the people of a new group. Groups share the program, its requirements and the site."""
    program, _is_new = Program.objects.get_or_create(
        slug="synthetic-history",
        defaults={"name": "Synthetic history", "award": Program.Award.DIPLOMA, "length_months": 12},
    )
    under = RequirementSet.objects.filter(program=program).first() or publish_set(program)
    site, _is_new = ClinicSite.objects.get_or_create(
        slug="synthetic-site",
        defaults={"name": "Synthetic clinic", "time_zone": "America/New_York"},
    )
    started_on = begins_at.date() - timedelta(days=1)
    first = Enrollment.objects.filter(student_number__startswith=PREFIX).count() + 1
    cohort = Cohort.objects.create(
        program=program,
        name=f"From {first}",
        starts_on=started_on,
        finishes_on=today() + timedelta(days=365),
    )
    learners = people("student", first, students)
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(
            student=user,
            student_number=f"{PREFIX}{number}",
            cohort=cohort,
            requirement_set=under,
            started_on=started_on,
            target_on=cohort.finishes_on,
        )
        for number, user in enumerate(learners, start=first)
    )
    log_enrollments(enrollments, LogKind.ENROLLMENT, begins_at)
    return Group(
        enrollments,
        list(under.requirements.order_by("sort_order")),
        license_supervisors(first, -(-students // SUPERVISED_BY_ONE), begins_at),
        site,
        begins_at,
    )


def publish_set(program: Program) -> RequirementSet:
    under = RequirementSet.objects.create(program=program, edition=1, entry_window_days=14)
    of = {"requirement_set": under, "minutes": 90 * MINUTES_PER_HOUR}
    Requirement.objects.create(category="hands-on", name="Treatments", sort_order=0, **of)
    Requirement.objects.create(category="study", name="Case study", sort_order=1, **of)
    under.published_at = timezone.now()
    under.save(update_fields=["published_at"])
    return under


def people(role: str, first: int, count: int) -> list:
    """Create accounts that nobody can sign in to."""
    User = get_user_model()
    return User.objects.bulk_create(
        User(
            email=f"{role}-{number}@synthetic.test",
            display_name=f"Synthetic {role} {number}",
            password=make_password(None),
        )
        for number in range(first, first + count)
    )


def license_supervisors(first: int, count: int, begins_at: datetime) -> list[Credential]:
    supervisors = Supervisor.objects.bulk_create(
        Supervisor(user=user, printed_name=f"{user.display_name}, LMT")
        for user in people("supervisor", first, count)
    )
    credentials = Credential.objects.bulk_create(
        Credential(
            supervisor=supervisor,
            kind="LMT",
            jurisdiction="US-FL",
            number=f"{PREFIX}{number}",
            issued_on=begins_at.date() - timedelta(days=365),
            expires_on=today() + timedelta(days=365),
        )
        for number, supervisor in enumerate(supervisors, start=first)
    )
    log_licenses(credentials, begins_at)
    return credentials


def history(group: Group, sessions: int) -> Iterator[tuple[ClinicSession, Credential]]:
    """Yield signed sessions in chronological order, each with its supervisor's credential."""
    students, zone = len(group.enrollments), ZoneInfo(group.site.time_zone)
    for number in range(sessions):
        turn, place = divmod(number, students)
        enrollment, credential = (
            group.enrollments[place],
            group.credentials[place // SUPERVISED_BY_ONE],
        )
        starts_at = group.begins_at + APART * turn
        yield (
            ClinicSession(
                enrollment=enrollment,
                student_id=enrollment.student_id,
                supervisor=credential.supervisor,
                site=group.site,
                requirement=group.requirements[turn % len(group.requirements)],
                starts_at=starts_at,
                ends_at=starts_at + LASTS,
                zone=group.site.time_zone,
                local_date=starts_at.astimezone(zone).date(),
                minutes=LASTS // timedelta(minutes=1),
                clients=2,
                status=State.SIGNED_OFF,
                version=2,
                logged_at=starts_at + LASTS,
                submitted_at=starts_at + LASTS,
            ),
            credential,
        )


@recorded
def write_signed(batch: Sequence[tuple[ClinicSession, Credential]]) -> None:
    """Write sessions with everything that signing creates."""
    sessions = [session for session, _credential in batch]
    before = [events_before(session) for session in sessions]
    for session, events in zip(sessions, before, strict=True):
        session.history = History().then(event.happened for event in events)
    ClinicSession.objects.bulk_create(sessions)
    facts = [signed_session(session) for session in sessions]
    sign_offs = SignOff.objects.bulk_create(
        sign_off_of(
            session,
            signed,
            signer=session.supervisor.user,
            credential=credential,
            statement=current_statement("en"),
            authentication=Authentication("password", signed_at(session)),
            now=signed_at(session),
        )
        for (session, credential), signed in zip(batch, facts, strict=True)
    )
    SessionEvent.objects.bulk_create(
        event
        for session, events in zip(sessions, before, strict=True)
        for event in (*events, signing_event(session))
    )
    credentials = [credential for _session, credential in batch]
    signed = zip(sessions, facts, sign_offs, credentials, strict=True)
    post_hours([sign_off_posting(*each) for each in signed])


def signed_at(session: ClinicSession) -> datetime:
    return session.ends_at + timedelta(minutes=30)


def events_before(session: ClinicSession) -> list[SessionEvent]:
    student, moment = session.student_id, session.ends_at
    return [event_of(session, kind, student, 1, moment) for kind in (Kind.LOGGED, Kind.SUBMITTED)]


def signing_event(session: ClinicSession) -> SessionEvent:
    return event_of(session, Kind.SIGNED_OFF, session.supervisor.user_id, 2, signed_at(session))


def event_of(
    session: ClinicSession, kind: str, actor: int, version: int, moment: datetime
) -> SessionEvent:
    return SessionEvent(
        session=session, kind=kind, actor_id=actor, happened_at=moment, version=version
    )
