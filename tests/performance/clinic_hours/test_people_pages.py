"""The office's pages about people take the same queries for few and for many."""

import pytest
from django.urls import reverse

from tests.factories.clinic import (
    CredentialFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    published_set,
)
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
LIST_COST, PERSON_COST = 10, 11


@pytest.fixture
def office(client):
    client.force_login(OfficeRoleFactory().user)
    return client


def cost(client, page: str) -> int:
    client.get(page)  # the session's activity is written once
    with queries() as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("count", [2, 60])
def test_the_list_of_people_takes_the_same_queries_for_any_number(office, count):
    edition = published_set()
    for _number in range(count):
        EnrollmentFactory(requirement_set=edition)
        SupervisorFactory()
    assert cost(office, reverse("hours:people")) == LIST_COST


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_of_a_person_takes_the_same_queries_for_any_number_of_licenses(office, count):
    rosa = SupervisorFactory(credential=None)
    CredentialFactory.create_batch(count, supervisor=rosa)
    assert cost(office, reverse("hours:person", args=[rosa.user.public_id])) == PERSON_COST
