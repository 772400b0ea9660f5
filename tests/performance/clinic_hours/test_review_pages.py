"""Reviewers' pages cost the same for years as for a week: docs/performance.md, rows 5 to 7, 9 and 17."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.desk.selectors.desks import COUNT_LIMIT, desks_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import (
    NOW,
    CohortFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)
from tests.factories.people import PASSWORD
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

QUEUE, STUDENTS = reverse("hours:queue"), reverse("hours:student_list")
TODAY, WAITING = reverse("hours:today"), reverse("hours:waiting")
# The current number of queries. Adding one should be a decision, not an accident.
QUEUE_COST, STUDENTS_COST, TODAY_COST, WAITING_COST = 8, 11, 19, 9
QUEUE_AT_MOST, STUDENTS_AT_MOST, RECORD_AT_MOST, SIGN_AT_MOST = 12, 15, 15, 30
DAY_LONG_AGO = (NOW - timedelta(days=6)).date()
RAW, GZIPPED = 60_000, 10_000
NAMES = ("Lucía Ferrer", "Beatriz Montalvo-Echeverría", "Mei Tanaka", "Andre Baptiste")
NO_CLIENTS = {"code": "no_clients", "severity": "warning", "field": "clients", "params": {}}
LATE = {"code": "late_entry", "severity": "warning", "field": None, "params": {"days": 12}}
FINDINGS = ([], [LATE], [], [NO_CLIENTS, LATE])


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rosa(db):
    return SupervisorFactory(user__display_name="Rosalind Castellanos-Echeverría")


@pytest.fixture
def instructor(client, rosa):
    client.force_login(rosa.user)
    return client


@pytest.fixture
def office(client):
    client.force_login(OfficeRoleFactory().user)
    return client


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


def last_page(browser) -> str:
    """Page through the queue to its end and return the address of its last page."""
    address = QUEUE
    while older := browser.get(address).context["older_url"]:
        address = QUEUE + older
    return address


@pytest.mark.parametrize("count", [100, 5000])
def test_the_queue_takes_the_same_queries_for_any_number_of_sessions(instructor, rosa, count):
    school(rosa, count)
    assert cost(instructor, QUEUE) == QUEUE_COST


@pytest.mark.parametrize("count", [100, 1000])
def test_the_queues_last_page_takes_as_many_queries_as_its_first(instructor, rosa, count):
    school(rosa, count)
    assert cost(instructor, last_page(instructor)) == QUEUE_COST


def test_the_queue_takes_at_most_a_dozen_queries():
    assert QUEUE_COST <= QUEUE_AT_MOST


@pytest.mark.parametrize("count", [100, 5000])
def test_sessions_waiting_for_others_add_no_queries_to_the_queue(instructor, rosa, count):
    school(SupervisorFactory(), count)
    school(rosa, 60)
    assert cost(instructor, QUEUE) == QUEUE_COST


@pytest.mark.parametrize("count", [3, 5000])
def test_the_badges_on_every_page_take_one_query(rosa, count):
    school(rosa, count)
    with queries() as asked:
        assert desks_of(rosa.user).counts["waiting"] == min(count, COUNT_LIMIT)
    assert len(asked) == 1


def test_signing_fifty_takes_as_many_queries_as_signing_five(instructor, rosa):
    sessions = school(rosa, 55)

    def sign(ticked: list[ClinicSession]) -> int:
        rows = [f"{session.public_id}:{session.version}" for session in ticked]
        sent = {"session": rows, "agree": "on", "password": PASSWORD}
        with queries() as asked:
            assert instructor.post(reverse("hours:queue_sign_off"), sent).status_code == 303
        return len(asked)

    sign(sessions[:5])
    few = sign(sessions[5:10])
    assert sign(sessions[10:]) == few <= SIGN_AT_MOST


@pytest.mark.parametrize("sessions", [50, 2000])
def test_listing_fifty_students_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, STUDENTS) == STUDENTS_COST


@pytest.mark.parametrize("sessions", [1, 60])
def test_searching_students_takes_as_many_queries_as_listing_them(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, f"{STUDENTS}?name=ferrer+lucia") == STUDENTS_COST


@pytest.mark.parametrize("sort", ["student", "-hours", "finish", "-waiting"])
def test_sorting_students_takes_as_many_queries_as_listing_them(office, rosa, sort):
    school(rosa, 60)
    assert cost(office, f"{STUDENTS}?sort={sort}&risk=far-behind") == STUDENTS_COST


@pytest.mark.parametrize("sessions", [60, 2000])
def test_what_needs_doing_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, TODAY) == TODAY_COST


def test_what_needs_doing_takes_the_same_queries_for_few_students_and_many(office, rosa):
    logged(EnrollmentFactory(), rosa, now=NOW - timedelta(days=6), day=DAY_LONG_AGO)
    assert cost(office, TODAY) == TODAY_COST


@pytest.mark.parametrize("sessions", [60, 2000])
def test_what_waits_where_takes_the_same_queries_for_any_history(office, rosa, sessions):
    school(rosa, sessions)
    assert cost(office, f"{WAITING}?instructor={rosa.pk}") == WAITING_COST


def test_listing_one_student_takes_as_many_queries_as_fifty(office, rosa):
    logged(EnrollmentFactory(), rosa)
    assert cost(office, STUDENTS) == STUDENTS_COST <= STUDENTS_AT_MOST


def test_listing_an_instructors_own_students_takes_no_more_queries(instructor, rosa):
    school(rosa, 500)
    assert cost(instructor, STUDENTS) <= STUDENTS_AT_MOST


@pytest.fixture
def costs(instructor, rosa):
    """Return a function that signs that many sessions and returns the queries of each page about them."""

    def of(count: int) -> list[int]:
        sessions = school(rosa, count)
        signed(*sessions)
        enrollment, requirement = sessions[0].enrollment, sessions[0].requirement
        pages = (
            reverse("hours:signed"),
            reverse("hours:enrollment", args=[enrollment.public_id]),
            reverse("hours:requirement", args=[enrollment.public_id, requirement.pk]),
        )
        return [cost(instructor, page) for page in pages]

    return of


def test_records_totals_and_lists_take_the_same_queries_for_few_and_many(costs):
    few, many = costs(2), costs(1500)
    assert few == many
    assert max(many) <= RECORD_AT_MOST


def test_the_ledger_page_takes_the_same_queries_for_few_entries_and_many(office, rosa):
    signed(*school(rosa, 2))
    few = cost(office, reverse("hours:ledger"))
    signed(*school(SupervisorFactory(), 300))
    assert cost(office, reverse("hours:ledger")) == few <= RECORD_AT_MOST


def test_a_full_queue_is_a_light_page(instructor, rosa):
    school(rosa, 60)
    page = instructor.get(QUEUE)
    assert page.text.count('data-testid="queue-row"') == 50
    assert len(page.content) <= RAW
    assert len(gzip.compress(page.content)) <= GZIPPED


def test_a_full_list_of_students_is_a_light_page(office, rosa):
    school(rosa, 60)
    page = office.get(STUDENTS)
    assert page.text.count("<tr") == 51
    assert len(page.content) <= RAW
    assert len(gzip.compress(page.content)) <= GZIPPED
