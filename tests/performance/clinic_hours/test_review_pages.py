"""Reviewers' pages cost the same for years as for a week: docs/performance.md, rows 5 to 7 and 17."""

import gzip

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.desk.selectors.desks import COUNT_LIMIT, desks_of
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import (
    NOW,
    OfficeRoleFactory,
    SupervisorFactory,
    signed,
)
from tests.factories.people import PASSWORD
from tests.performance.counting import queries

from .school import cost, school

pytestmark = pytest.mark.django_db

QUEUE = reverse("hours:queue")
# The current number of queries. Adding one should be a decision, not an accident.
QUEUE_COST = 8
QUEUE_AT_MOST, RECORD_AT_MOST, SIGN_AT_MOST = 12, 15, 30
RAW, GZIPPED = 60_000, 10_000


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
