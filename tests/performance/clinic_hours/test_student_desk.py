"""A student's pages take as many queries for years as for a week: docs/performance.md, rows 8 and 10."""

import uuid
from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import Balance, ClinicSession, HourEntry
from tests.factories.clinic import (
    NOW,
    TODAY,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)
from tests.factories.shifts import booked, planned

from .school import cost

pytestmark = pytest.mark.django_db
OVERVIEW, LIST, SESSION, FORM, LOG = 12, 7, 8, 9, 15
WITH_SHIFTS = 19
SMALL, LARGE = (5, 20), (50, 2000)


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def enrolled(requirements: int, sessions: int):
    """Return an enrollment with that many requirements, and sessions in every state."""
    lines = [
        {"category": f"line-{n}", "name": f"Line {n}", "minutes": 600} for n in range(requirements)
    ]
    enrollment = EnrollmentFactory(requirement_set=published_set(*lines))
    ClinicSiteFactory()
    rosa = SupervisorFactory()
    kept = logged(enrollment, rosa, start="06:00", end="07:00")
    signed(kept)
    add_history(enrollment, kept, sessions)
    return enrollment, rosa, kept


def add_history(enrollment, like: ClinicSession, count: int) -> None:
    """Add hour-long sessions on earlier days in bulk: signed ones, and some that are waiting."""
    lines = list(enrollment.requirement_set.requirements.all())
    ClinicSession.objects.bulk_create(
        ClinicSession(
            enrollment=enrollment,
            student=enrollment.student,
            supervisor=like.supervisor,
            site=like.site,
            requirement=lines[n % len(lines)],
            starts_at=like.starts_at - timedelta(hours=2 * n),
            ends_at=like.ends_at - timedelta(hours=2 * n),
            zone=like.zone,
            local_date=TODAY - timedelta(days=n // 12),
            minutes=60,
            status="submitted" if n % 10 == 0 else "voided",
            logged_at=timezone.now(),
            submitted_at=timezone.now(),
        )
        for n in range(1, count + 1)
    )
    Balance.objects.bulk_create(
        Balance(enrollment=enrollment, requirement=line, minutes=60) for line in lines[1:]
    )
    assert HourEntry.objects.filter(enrollment=enrollment).exists()


@pytest.mark.parametrize(
    ("name", "queries"),
    [("home", OVERVIEW), ("session_list", LIST), ("session_new", FORM), ("session", SESSION)],
)
def test_a_page_takes_the_same_queries_for_a_long_history(
    client, django_assert_num_queries, name, queries
):
    for size in (SMALL, LARGE):
        enrollment, _rosa, session = enrolled(*size)
        client.force_login(enrollment.student)
        arguments = [session.public_id] if name == "session" else []
        address = reverse(f"hours:{name}", args=arguments)
        client.get(address)  # the first visit loads the translations and the site's settings
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_the_overview_takes_the_same_queries_for_any_number_of_shifts(client):
    """Someone behind pace, who booked the first of the shifts, is told how many others fit."""
    enrollment, rosa, _session = enrolled(*SMALL)
    Enrollment.objects.filter(pk=enrollment.pk).update(target_on=TODAY + timedelta(days=20))
    cora = OfficeRoleFactory().user
    booked(enrollment, planned(cora, rosa, category="line-1", day=TODAY + timedelta(days=2)))
    client.force_login(enrollment.student)
    counts = []
    for hours in (range(19, 20), range(8, 14)):
        for hour in hours:
            day = TODAY + timedelta(days=3)
            times = {"start": time(hour), "end": time(hour + 1)}
            planned(cora, rosa, category="line-1", day=day, **times)
        counts.append(cost(client, reverse("hours:home")))
    assert "7 open shifts fit this week" in client.get(reverse("hours:home")).text
    assert counts == [WITH_SHIFTS, WITH_SHIFTS]


def test_logging_and_submitting_takes_a_constant_number_of_queries(
    client, django_assert_max_num_queries
):
    counts = []
    for size in (SMALL, LARGE):
        enrollment, rosa, kept = enrolled(*size)
        client.force_login(enrollment.student)
        address = reverse("hours:session_new")
        client.get(address)
        form = {
            "date": TODAY.isoformat(),
            "start": "16:00",
            "end": "17:30",
            "requirement": kept.requirement_id,
            "site": kept.site_id,
            "supervisor": rosa.pk,
            "clients": "2",
            "action": "submit",
            "submission": str(uuid.uuid4()),
        }
        with CaptureQueriesContext(connection) as captured:
            assert client.post(address, form).status_code == 303
        # The test runs in a transaction, so the service's becomes a savepoint, which is not counted.
        asked = [q for q in captured if "SAVEPOINT" not in q["sql"]]
        counts.append(len(asked))
    assert counts[0] == counts[1] <= LOG


def test_booked_shifts_cost_the_log_form_one_query_more_for_absences(client):
    """Looked up when the form is shown, and when one was chosen."""
    enrollment, rosa, _session = enrolled(*SMALL)
    early = NOW - timedelta(days=30)
    Enrollment.objects.filter(pk=enrollment.pk).update(started_on=early.date())
    enrollment.refresh_from_db()
    cora = OfficeRoleFactory().user
    counts = []
    for days in (range(1, 2), range(2, 8)):
        for day in days:
            plan = {"category": "line-1", "day": TODAY - timedelta(days=day), "start": time(22)}
            shift = planned(cora, rosa, now=early, end=time(23), **plan)
            booked(enrollment, shift, now=early)
        client.force_login(enrollment.student)
        counts.append(cost(client, reverse("hours:session_new")))
    assert counts == [FORM + 1, FORM + 1]
