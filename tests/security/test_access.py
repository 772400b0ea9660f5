"""One table says who gets what, and every address that the resolver knows is in it."""

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.factories.clinic import NOW
from tests.security.access_table import COVERED_BY_PREFIX, TABLE
from tests.security.cast import ROLES, Cast
from tests.security.routes import example, routes

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
# Translations for scripts, the redirect to our own password reset, and icons.
HARMLESS_IN_ADMIN = ("admin/jsi18n/", "admin/password_reset/", "admin/sprite/")
ROWS = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]


def ask(people: Cast, role: str, method: str, address: str) -> int:
    """Return the status that a role gets. Changes by the request are rolled back."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(people.people[role])
    for place, value in people.places.items():
        address = address.replace(place, value)
    before = transaction.savepoint()
    status = client.generic(method, address).status_code
    transaction.savepoint_rollback(before)
    return status


def filled(address: str) -> str:
    """Return the address with its placeholders filled in with values that the resolver accepts."""
    for place in (
        *("<session>", "<enrollment>", "<closure>", "<device>", "<shift>", "<appointment>"),
        *("<person>", "<teacher>", "<license>", "<document>"),
    ):
        address = address.replace(place, "00000000-0000-4000-8000-000000000000")
    for place in (
        *("<requirement>", "<entry>", "<transcript>"),
        *("<site>", "<cohort>", "<edition>", "<signer>", "<auditor>"),
    ):
        address = address.replace(place, "1")
    return address


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_each_role_gets_what_the_table_says(people, row):
    method, address, *statuses = row
    roles = ROLES if len(statuses) == len(ROLES) else ROLES[:2]
    with time_machine.travel(NOW):
        got = {role: ask(people, role, method, address) for role in roles}
    assert got == dict(zip(roles, map(int, statuses), strict=True))


def test_every_address_is_in_the_table():
    listed = {resolve(filled(address)).route for _, address, *_ in ROWS}
    unlisted = [
        route
        for route in routes()
        if route not in listed
        and not route.startswith(COVERED_BY_PREFIX)
        and answering(route) not in listed
    ]
    assert unlisted == []


def answering(route: str) -> str:
    """Return the route that actually matches; an earlier one may shadow it."""
    return resolve(example(route)).route


@pytest.mark.parametrize("role", ["anonymous", "student"])
def test_no_outsider_can_open_an_admin_address(people, role):
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(people.people[role])
    opened = {}
    for route in routes():
        if route.startswith("admin/") and not route.startswith(HARMLESS_IN_ADMIN):
            answer = client.get(example(route))
            if answer.status_code not in (302, 403):
                opened[route] = answer.status_code
    assert opened == {}
