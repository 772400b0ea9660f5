"""While the database is down, pages say so; they work again within two seconds of its return."""

import time

import pytest
from django.conf import settings
from django.db import close_old_connections, connections
from django.db.utils import load_backend
from django.test import Client

from portal.settings.stores import database
from tests.servers.postgres_cluster import running_server

pytestmark = pytest.mark.postgres

AWAY = 4  # seconds: an exponential backoff would be long by now
RETURN_WITHIN, REFUSE_WITHIN = 2, 4  # seconds


@pytest.fixture
def postgres(django_db_blocker):
    """A database server just for this test, which the site uses with production settings."""
    usual = connections["default"]
    with running_server() as server, django_db_blocker.unblock():
        said = {**usual.settings_dict, **database(server.address)}
        connections["default"] = load_backend(said["ENGINE"]).DatabaseWrapper(said, "default")
        try:
            yield server
        finally:
            connections["default"].close()
            connections["default"] = usual


def get(address: str, client: Client | None = None):
    """Request a page as a server does, after dropping unusable connections."""
    close_old_connections()
    client = client or Client()
    client.raise_request_exception = False
    return client.get(address)


def problem() -> str:
    return get("/readyz").json()["problem"]


def test_the_missing_database_is_named_and_the_site_works_soon_after_a_restart(postgres):
    assert "not applied" in problem()  # it responds: there are no tables yet
    postgres.stop()
    began = time.monotonic()
    assert problem() == "The database is not responding."
    assert time.monotonic() - began < REFUSE_WITHIN

    time.sleep(AWAY)
    postgres.start()
    began = time.monotonic()
    while "not applied" not in problem():
        time.sleep(0.05)
    assert time.monotonic() - began < RETURN_WITHIN


def test_pages_say_that_the_site_is_busy_while_the_process_is_alive(postgres):
    postgres.stop()
    answer = get("/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "The site is busy right now" in answer.text
    assert get("/healthz").status_code == 200


def test_so_do_pages_for_people_whose_session_cannot_be_read(postgres):
    postgres.stop()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32
    assert get("/hours/", client).status_code == 503
    assert get("/accounts/login/", client).status_code == 503
