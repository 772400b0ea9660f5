"""A school of any size, created in bulk without going through services."""

import itertools
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from home.core.services.statistics import refresh_statistics
from tests.factories.clinic import EnrollmentFactory, SupervisorFactory, facts, published_set
from tests.factories.people import UserFactory

STUDENTS = 500
WRITERS = 8
WAITING = 5_000
CHUNK = 5_000


class School:
    """An instructor with a full queue, and students with their histories."""

    def __init__(self) -> None:
        self.rosa = SupervisorFactory(user__email="bench-rosa@palmetto.test")
        self.requirement_set = published_set(daily_cap_minutes=None, weekly_cap_minutes=None)
        self.enrollments = [self.enroll() for _ in range(STUDENTS)]
        self.writers = [self.enroll() for _ in range(WRITERS)]
        self.facts = facts(self.enrollments[0], self.rosa)
        self.numbers = itertools.count(1)

    def enroll(self) -> Enrollment:
        student = UserFactory(password=None)
        return EnrollmentFactory(requirement_set=self.requirement_set, student=student)

    def grow(self, sessions: int, waiting: int = 0) -> None:
        """Add sessions, four hours apart for each student, going back from today. Some wait for Rosa."""
        rows = self.rows(sessions, waiting)
        with relaxed():
            while batch := list(itertools.islice(rows, CHUNK)):
                ClinicSession.objects.bulk_create(batch)
        refresh_statistics()  # run by the worker once a day

    def rows(self, sessions: int, waiting: int) -> Iterator[ClinicSession]:
        now = timezone.now().replace(minute=0, second=0, microsecond=0)
        for number in itertools.islice(self.numbers, sessions):
            enrollment: Enrollment = self.enrollments[number % STUDENTS]
            starts_at = now - timedelta(hours=4 * (number // STUDENTS + 1))
            waits = number % max(sessions // waiting, 1) == 0 if waiting else False
            yield ClinicSession(
                enrollment=enrollment,
                student_id=enrollment.student_id,
                supervisor=self.rosa,
                site=self.facts.site,
                requirement=self.facts.requirement,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=3),
                zone="America/New_York",
                local_date=starts_at.date(),
                minutes=180,
                clients=3,
                # Discarded sessions occupy no time, so the history can be any length.
                status="submitted" if waits else "withdrawn",
                logged_at=starts_at,
                submitted_at=starts_at if waits else None,
            )


class relaxed:
    """Relax durability while a benchmark's data is written."""

    def __enter__(self) -> None:
        self.set("OFF")

    def __exit__(self, *_error) -> None:
        self.set("FULL")

    def set(self, level: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={level}")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
