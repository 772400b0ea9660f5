"""Without the cache server, all pages respond and rates are counted; once back, it is used again."""

import pytest
from django.core.cache import cache, caches
from django.db import OperationalError, connection
from django.urls import reverse

from home.core.views.rate_limits import is_within
from portal import steady_cache
from portal.middleware.page_cache import GENERATION, begin_new_generation
from portal.settings.caches import caches as caches_at
from tests.factories.clinic import EnrollmentFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.people import PASSWORD, UserFactory
from tests.servers.cache_server import open_door

BACKEND = "tests.servers.cache_server.CacheOnAServer"


@pytest.fixture
def door(settings):
    """Put the site's caches on a server that can be closed."""
    with open_door() as door:
        found = caches_at({"BACKEND": "redis", "LOCATION": door.address})
        for name in ("default", "pages"):
            server = found[name]["OPTIONS"]["SERVER"]
            server |= {"BACKEND": BACKEND, "OPTIONS": {}}
        settings.CACHES = found
        yield door


@pytest.fixture
def gone(door):
    door.shut()


@pytest.fixture
def tried_again_at_once(monkeypatch):
    monkeypatch.setattr(steady_cache, "TRY_AGAIN_AFTER", 0)


@pytest.mark.parametrize("address", ["/healthz", "/", "/fees/", "/search/?q=fees", "/verify/"])
@pytest.mark.django_db
def test_public_pages_and_the_probe_respond(gone, client, settings, address):
    settings.PUBLIC_PAGES_KEPT = 60
    StandardPageFactory(title="Fees", slug="fees")
    assert client.get(address, follow=True).status_code == 200


@pytest.mark.django_db
def test_people_can_sign_in_and_reach_their_desk(gone, client):
    student = EnrollmentFactory().student
    sent = {"login": student.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), sent, follow=True).status_code == 200
    assert client.get(reverse("hours:home")).status_code == 200


@pytest.mark.django_db
def test_sign_in_tries_are_counted_meanwhile(gone, client):
    person = UserFactory()
    wrong = {"login": person.email, "password": "not this one"}
    answers = [client.post(reverse("account_login"), wrong).status_code for _ in range(12)]
    assert answers[0] == 200
    right = {"login": person.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), right).status_code != 302


@pytest.mark.django_db
def test_forms_and_lookups_by_visitors_are_counted_meanwhile(gone, rf):
    request = rf.post("/enquire/")
    assert [is_within(request, "enquire", "2/m/ip") for _ in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_the_counts_are_in_the_database_where_every_process_sees_them(gone, rf):
    is_within(rf.post("/enquire/"), "enquire", "2/m/ip")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache_meanwhile")
        assert cursor.fetchone()[0] > 0


@pytest.mark.django_db
def test_the_second_probe_says_what_is_missing_and_stays_ready(door, client):
    assert client.get("/readyz").json() == {"ready": True, "problem": "", "missing": ""}
    door.shut()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["missing"] == "The cache server is not responding."


@pytest.mark.django_db
def test_the_second_probe_names_the_database_if_it_is_also_down(gone, client):
    with connection.execute_wrapper(no_answer):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problem"] == "The database is not responding."


def no_answer(*_args) -> None:
    raise OperationalError("database is locked")


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_occasionally_not_by_each_request(gone, monkeypatch):
    asked = []
    cache.get("anything")
    monkeypatch.setattr(cache.server, "get", lambda *args, **kwargs: asked.append(args))
    for _ in range(50):
        cache.get("anything")
    assert asked == []


@pytest.mark.django_db
def test_a_server_that_is_back_up_is_used_again_automatically(door, tried_again_at_once):
    cache.set("kept", "before")
    door.shut()
    assert cache.get("kept") is None
    cache.set("kept", "meanwhile")
    door.open()
    assert cache.get("kept") == "before"
    assert not cache.circuit.is_open


@pytest.mark.django_db
def test_nothing_deleted_in_the_meantime_comes_back(door, tried_again_at_once):
    cache.set("kept", "before")
    door.shut()
    cache.delete("kept")
    door.open()
    assert cache.get("kept") is None


@pytest.mark.django_db
def test_nothing_comes_back_if_the_server_goes_down_again_at_once(
    door, tried_again_at_once, monkeypatch
):
    cache.set("kept", "before")
    door.shut()
    cache.delete("kept")
    door.open()
    with monkeypatch.context() as broken:
        broken.setattr(cache.server, "delete_many", refuse)
        cache.get("anything")
    assert cache.get("kept") is None


def refuse(*_args) -> None:
    raise ConnectionResetError


@pytest.mark.django_db
def test_pages_from_before_a_change_do_not_come_back_with_the_server(door, tried_again_at_once):
    begin_new_generation()
    before = caches["pages"].get(GENERATION)
    door.shut()
    begin_new_generation()
    door.open()
    assert caches["pages"].get(GENERATION) != before


@pytest.mark.django_db
def test_every_cache_method_has_a_fallback(gone):
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert (cache.incr("a"), cache.decr("b"), "a" in cache) == (2, 1, True)
    assert cache.add("a", 3) is False
    assert cache.get_or_set("c", 4) == 4
    assert cache.touch("a")
    cache.delete_many(["a", "b"])
    cache.clear()
    assert cache.get("c") is None
