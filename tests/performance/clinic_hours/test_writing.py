"""Logging and signing take a constant number of queries: docs/performance.md, rows 10 to 12."""

from datetime import timedelta

import pytest
import time_machine

from clinic_hours.people.models import ClinicSite, Enrollment
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.sessions import log_session
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    SupervisorFactory,
    facts,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(db):
    return SupervisorFactory()


def waiting(rosa, count: int) -> list[ClinicSession]:
    """Return `count` submitted sessions of ten students, three hours each, on different days."""
    requirement_set = published_set(daily_cap_minutes=None, weekly_cap_minutes=None)
    students = [EnrollmentFactory(requirement_set=requirement_set) for _ in range(10)]
    template = logged(students[0], rosa)
    rows = []
    for number in range(1, count):
        days = timedelta(days=number)
        student: Enrollment = students[number % 10]
        rows.append(
            ClinicSession(
                enrollment=student,
                student_id=student.student_id,
                supervisor=rosa,
                site=ClinicSite.objects.first(),
                requirement=template.requirement,
                starts_at=template.starts_at - days,
                ends_at=template.ends_at - days,
                zone=template.zone,
                local_date=TODAY - days,
                minutes=180,
                clients=3,
                status=ClinicSession.Status.SUBMITTED,
                logged_at=NOW,
                submitted_at=NOW,
                history=History(2, bytes(32)),
            )
        )
    return [template, *ClinicSession.objects.bulk_create(rows)]


def log_one(enrollment: Enrollment, rosa) -> int:
    """Log and submit one more session; return how many queries that took."""
    what = facts(enrollment, rosa, start="08:00", end="09:00")
    with queries() as asked:
        log_session(
            actor=enrollment.student, enrollment=enrollment, facts=what, submit=True, now=NOW
        )
    return len(asked)


def test_logging_and_submitting_takes_eight_queries(rosa):
    assert log_one(EnrollmentFactory(), rosa) == 8


def test_logging_takes_no_more_queries_for_a_student_with_many_sessions(rosa):
    sessions = waiting(rosa, 400)
    enrollment = Enrollment.objects.select_related("student").get(pk=sessions[0].enrollment_id)
    assert log_one(enrollment, rosa) == 8


@pytest.fixture
def begun_today(rosa):
    """A ledger that already has its key and today's first posting with its checkpoint."""
    with time_machine.travel(NOW, tick=False):
        for session in waiting(rosa, 2):
            signed(session, actor=rosa.user)
        yield


@pytest.mark.usefixtures("begun_today")
def test_signing_one_takes_at_most_ten_queries(rosa):
    (session,) = waiting(rosa, 1)
    with queries() as asked:
        signed(session, actor=rosa.user)
    assert len(asked) <= 10, asked


@pytest.mark.usefixtures("begun_today")
@pytest.mark.parametrize("count", [50, 500])
def test_signing_any_number_takes_ten_queries(rosa, count):
    sessions = waiting(rosa, count)
    before = HourEntry.objects.count()
    with queries() as asked:
        signed(*sessions, actor=rosa.user)
    assert HourEntry.objects.count() == before + count
    assert len(asked) == 10, asked


@pytest.mark.usefixtures("begun_today")
def test_voiding_takes_at_most_fifteen_queries_including_its_mail(rosa):
    (session,) = waiting(rosa, 1)
    signed(session)
    session = ClinicSession.objects.select_related("supervisor__user").get(pk=session.pk)
    with queries() as asked:
        void_sign_off(
            actor=rosa.user,
            session=session,
            version=session.version,
            reason="Logged twice.",
            statement=reversal_statement("en"),
            authentication=fresh(),
            now=NOW,
        )
    assert len(asked) <= 15, asked
