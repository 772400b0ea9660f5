"""A school with fifty students and any number of waiting sessions, and what a page of it costs."""

from datetime import timedelta

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import NOW, CohortFactory, EnrollmentFactory, logged, published_set
from tests.performance.counting import queries

NAMES = ("Lucía Ferrer", "Beatriz Montalvo-Echeverría", "Mei Tanaka", "Andre Baptiste")
NO_CLIENTS = {"code": "no_clients", "severity": "warning", "field": "clients", "params": {}}
LATE = {"code": "late_entry", "severity": "warning", "field": None, "params": {"days": 12}}
FINDINGS = ([], [LATE], [], [NO_CLIENTS, LATE])


def school(rosa, count: int) -> list[ClinicSession]:
    """Return `count` waiting sessions of fifty students, an hour each, some with findings."""
    requirement_set = published_set(
        {"category": "hands-on", "name": "Hands-on sessions", "minutes": 90 * 60},
        {"category": "outreach", "name": "Community outreach", "minutes": 15 * 60},
    )
    cohort = CohortFactory(program=requirement_set.program)
    students = [
        EnrollmentFactory(
            requirement_set=requirement_set,
            cohort=cohort,
            student__display_name=NAMES[number % len(NAMES)],
        )
        for number in range(50)
    ]
    like = logged(students[0], rosa)
    copies = (copy_of(like, students[number % 50], number) for number in range(1, count))
    return [like, *ClinicSession.objects.bulk_create(copies, batch_size=500)]


def copy_of(like: ClinicSession, enrollment: Enrollment, number: int) -> ClinicSession:
    ago = timedelta(hours=2 * number)
    return ClinicSession(
        enrollment=enrollment,
        student_id=enrollment.student_id,
        supervisor_id=like.supervisor_id,
        site_id=like.site_id,
        requirement_id=like.requirement_id,
        starts_at=like.starts_at - ago,
        ends_at=like.starts_at - ago + timedelta(hours=1),
        zone=like.zone,
        local_date=(like.starts_at - ago).date(),
        minutes=60,
        clients=2,
        findings=FINDINGS[number % len(FINDINGS)],
        status=like.status,
        logged_at=NOW,
        submitted_at=NOW - ago,
    )


def cost(browser, address: str) -> int:
    """Return the number of queries of a visit, with warm caches."""
    browser.get(address)
    with queries() as asked:
        assert browser.get(address).status_code == 200
    assert len(asked.repeated) <= 1, asked
    return len(asked)
