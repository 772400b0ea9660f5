"""The headers of every response for every role, and who may not do what even with a valid form."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.people import PASSWORD
from tests.security.access_table import TABLE
from tests.security.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
ROWS = [line.split()[:3] for line in TABLE.splitlines() if line and not line.startswith("#")]
SIGN_OFF = {"version": 1, "agree": "on", "password": PASSWORD}


def addresses(people: Cast) -> Iterator[tuple[str, str, str]]:
    """Yield the method, address and anonymous status of each row."""
    for method, address, stranger in ROWS:
        for place, value in people.places.items():
            address = address.replace(place, value)
        yield method, address, stranger


@pytest.mark.parametrize("role", ["anonymous", "student", "superuser"])
def test_every_response_has_the_policy_and_stays_out_of_caches(people, role):
    client, wrong = signed_in(people, role), []
    for method, address, _stranger in addresses(people):
        headers = client.generic(method, address).headers
        policy = headers.get("Content-Security-Policy", "")
        if not policy.startswith("default-src "):
            wrong.append(f"{address}: no policy")
        if ("'unsafe-inline'" in policy) != address.startswith("/admin/"):
            wrong.append(f"{address}: {policy}")
        if role != "anonymous" and headers.get("Cache-Control") != "private, no-store":
            wrong.append(f"{address}: caches may keep it")
    assert wrong == []


def test_every_private_address_sends_anonymous_visitors_to_sign_in_and_back(people):
    client, lost = Client(), []
    for method, address, stranger in addresses(people):
        if stranger == "302" and address.startswith("/hours/"):
            answer = client.generic(method, address)
            if answer.headers["Location"] != f"/accounts/login/?next={address}":
                lost.append(address)
    assert lost == []


def test_an_address_only_for_actions_refuses_get(people):
    for role in ("student", "instructor", "superuser"):
        client = signed_in(people, role)
        with_get = {address for method, address, _ in addresses(people) if method == "GET"}
        for method, address, _stranger in addresses(people):
            if method == "POST" and address.startswith("/hours/") and address not in with_get:
                assert client.get(address).status_code == 405, address


def test_someone_elses_record_looks_like_a_missing_one(people):
    client = signed_in(people, "other student")
    for method, address, _stranger in ROWS:
        if "<session>" in address or "<enrollment>" in address:
            answers = []
            for ids in (people.places, dict.fromkeys(people.places, str(uuid4()))):
                places = {**ids, "<requirement>": people.places["<requirement>"]}
                asked = address
                for place, value in places.items():
                    asked = asked.replace(place, value)
                answers.append(client.generic(method, asked))
            assert [answer.status_code for answer in answers] == [404, 404], address
            assert len(answers[0].content) == len(answers[1].content), address


@pytest.mark.parametrize("role", ["student", "coordinator", "auditor", "editor", "superuser"])
def test_nobody_can_sign_for_the_instructor(people, role):
    client, session = signed_in(people, role), people.places["<session>"]
    one = client.post(f"/hours/sessions/{session}/sign-off/", SIGN_OFF)
    many = client.post("/hours/queue/sign-off/", {"session": f"{session}:1", **SIGN_OFF})
    assert one.status_code in (403, 404)
    assert many.status_code == 403


def test_the_same_form_signs_when_the_instructor_sends_it(people):
    client, session = signed_in(people, "instructor"), people.places["<session>"]
    signed = client.post("/hours/queue/sign-off/", {"session": f"{session}:1", **SIGN_OFF})
    assert signed.status_code == 303


def test_a_student_in_the_admin_is_refused_without_a_redirect_loop(people):
    answer = signed_in(people, "student").get("/admin/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (403, [])
