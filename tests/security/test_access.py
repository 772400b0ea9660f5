"""One table says who gets what, and every address that the resolver knows is in it."""

from copy import deepcopy

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.factories.clinic import NOW
from tests.security.access_table import COVERED_BY_PREFIX, TABLE
from tests.security.cast import ROLES, Cast, signed_in
from tests.security.routes import example, routes

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
# Translations for scripts, the redirect to our own password reset, and icons.
HARMLESS_IN_ADMIN = ("admin/jsi18n/", "admin/password_reset/", "admin/sprite/")
ROWS = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]


def ask(client: Client, method: str, address: str) -> int:
    """Return the status. Whatever the request changes is undone, also in the browser."""
    cookies, before = deepcopy(client.cookies), transaction.savepoint()
    if method != "GET":
        cache.clear()  # it holds how often a visitor has sent a form
    status = client.generic(method, address).status_code
    transaction.savepoint_rollback(before)
    client.cookies = cookies
    return status


def expected(statuses: list[str]) -> dict[str, int]:
    """Return the status for each role. Rows with two are about anonymous visitors and students."""
    roles = ROLES if len(statuses) == len(ROLES) else ROLES[:2]
    return dict(zip(roles, map(int, statuses), strict=True))


def at(people: Cast, address: str) -> str:
    """Return the address of the cast's own records."""
    for place, value in people.places.items():
        address = address.replace(place, value)
    return address


def filled(address: str) -> str:
    """Return the address with its placeholders filled in with values that the resolver accepts."""
    for place in (
        *(
            "<session>",
            "<enrollment>",
            "<closure>",
            "<device>",
            "<shift>",
            "<place>",
            "<appointment>",
        ),
        *("<person>", "<teacher>", "<license>", "<document>"),
    ):
        address = address.replace(place, "00000000-0000-4000-8000-000000000000")
    for place in (
        *("<requirement>", "<entry>", "<transcript>"),
        *("<site>", "<cohort>", "<edition>", "<signer>", "<auditor>"),
    ):
        address = address.replace(place, "1")
    return address


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(people, role):
    wrong = {}
    with time_machine.travel(NOW):
        client = signed_in(people, role)
        for method, address, *statuses in ROWS:
            due = expected(statuses)
            if role in due:
                got = ask(client, method, at(people, address))
                if got != due[role]:
                    wrong[f"{method} {address}"] = f"{got} instead of {due[role]}"
    assert wrong == {}


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
    client = signed_in(people, role)
    opened = {}
    for route in routes():
        if route.startswith("admin/") and not route.startswith(HARMLESS_IN_ADMIN):
            answer = client.get(example(route))
            if answer.status_code not in (302, 403):
                opened[route] = answer.status_code
    assert opened == {}
