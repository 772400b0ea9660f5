"""Public pages are cached for anonymous visitors only."""

import gzip
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from home.events.models import EventIndexPage
from home.stories.models.story_index import STORIES_PER_PAGE
from portal.middleware.page_cache import PublicPageCacheMiddleware, key_of
from tests.factories.pages import home_page
from tests.factories.people import UserFactory
from tests.factories.stories import StoryPageFactory


def test_a_second_visit_takes_no_queries(fees, django_assert_num_queries):
    first = Client().get("/fees/")
    with django_assert_num_queries(0):
        second = Client().get("/fees/")

    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]


def test_each_response_has_its_own_policy(fees):
    policies = {Client().get("/fees/")["Content-Security-Policy"] for _ in range(2)}

    assert len(policies) == 2


def test_a_visitors_page_is_not_served_to_someone_signed_in(fees):
    Client().get("/fees/")
    someone = Client()
    someone.force_login(UserFactory())

    assert "My desk" in someone.get("/fees/").text


def test_a_signed_in_persons_page_is_not_served_to_a_visitor(fees):
    someone = Client()
    someone.force_login(UserFactory())
    someone.get("/fees/")

    assert "My desk" not in Client().get("/fees/").text


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_requests_with_a_personal_cookie_bypass_the_cache(fees, cookie):
    own = Client()
    own.cookies[cookie] = "theirs"
    assert own.get("/fees/").get("Cache-Control") != "no-cache"
    Client().get("/fees/")
    with CaptureQueriesContext(connection) as asked:
        own.get("/fees/")

    assert len(asked) > 0


@pytest.mark.parametrize("cookies", [(), ("practicum_language",)])
def test_a_response_that_sets_a_cookie_is_not_cached(db, cookies):
    rendered = []

    def site(request):
        request.resolver_match = SimpleNamespace(view_name="wagtail_serve")
        rendered.append(HttpResponse("Fees"))
        for name in cookies:
            rendered[-1].set_cookie(name, "es")
        return rendered[-1]

    visit = PublicPageCacheMiddleware(site)
    first, second = (visit(RequestFactory().get("/fees/")) for _ in range(2))
    assert (first.content, second.content) == (b"Fees", b"Fees")
    assert len(rendered) == (2 if cookies else 1)


def test_a_query_string_has_its_own_response(fees):
    Client().get("/fees/")
    asked = Client().get("/fees/?hours=9")

    assert asked["Content-Type"].startswith("text/html")
    assert 'href="/es/fees/?hours=9"' in asked.text
    assert 'href="/es/fees/"' in Client().get("/fees/").text


@pytest.mark.parametrize("question", ["", "?hours=9", "?utm_source=mail"])
def test_the_canonical_address_is_the_same_for_any_query_string(fees, settings, question):
    for _kept in range(2):
        known = f'<link rel="canonical" href="{settings.SITE_URL}/fees/">'
        assert known in Client().get(f"/fees/{question}", headers={"Host": "127.0.0.1"}).text


def is_kept(address: str) -> bool:
    return caches["pages"].has_key(key_of(RequestFactory().get(address)))


@pytest.mark.parametrize("question", ["number=1", "hours=9", "state=TX", "page=1", "page=9", "&"])
def test_unknown_query_strings_are_answered_but_not_cached(fees, question):
    assert Client().get(f"/fees/?{question}").status_code == 200
    assert not is_kept(f"/fees/?{question}")
    assert not is_kept("/fees/")


@pytest.fixture
def two_pages_of_stories(transactional_db) -> None:
    StoryPageFactory.create_batch(STORIES_PER_PAGE + 1)


def test_each_page_of_a_list_is_cached_once(two_pages_of_stories):
    kept = [f"/stories/{question}" for question in ("", "?page=2")]
    answered = [f"/stories/?page={number}" for number in ("02", "2&", "2&page=2", "%32", "3", "x")]
    for address in (*kept, *answered):
        Client().get(address)

    assert [address for address in (*kept, *answered) if is_kept(address)] == kept


def test_the_second_page_of_a_list_takes_no_queries_again(
    two_pages_of_stories, django_assert_num_queries
):
    first = Client().get("/stories/?page=2")
    with django_assert_num_queries(0):
        assert Client().get("/stories/?page=2").content == first.content


def test_pages_of_past_events_are_cached_once(transactional_db):
    home_page().add_child(instance=EventIndexPage(title="Events", slug="events"))
    for number in range(1, 4):
        assert Client().get(f"/events/?page={number}").status_code == 200

    assert [number for number in range(1, 4) if is_kept(f"/events/?page={number}")] == [1]


def test_cached_pages_never_evict_sign_in_tries(fees, settings):
    caches["default"].set("allauth:rl:login", [1.0])
    for number in range(settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"] + 10):
        caches["pages"].set(f"public-pages:{number}", b"")

    assert caches["default"].get("allauth:rl:login") == [1.0]


def test_a_cached_page_has_all_headers_of_the_first_response(fees):
    first, kept = (dict(Client().get("/fees/").headers) for _ in range(2))
    for headers in (first, kept):
        headers.pop("Content-Security-Policy")  # which has a nonce that differs per response

    assert kept == first
    assert kept["X-Frame-Options"] == "DENY"


def test_an_unchanged_page_is_not_sent_again(fees):
    first = Client().get("/fees/")
    again = Client().get("/fees/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/enquire/", "/newsletter/"])
def test_forms_are_never_cached(transactional_db, address):
    first, second = Client().get(address), Client().get(address)

    assert first.context["form"]["opened"].value()
    assert second.context is not None  # rendered, not from the cache
    assert "no-store" in first["Cache-Control"]


def test_pages_are_compressed_for_clients_that_accept_it(fees):
    packed = Client().get("/fees/", headers={"Accept-Encoding": "gzip, br"})
    kept = Client().get("/fees/", headers={"Accept-Encoding": "gzip, br"})
    plain = Client().get("/fees/")

    assert packed["Content-Encoding"] == kept["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == gzip.decompress(kept.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_an_unchanged_compressed_page_is_not_sent_again(fees, settings):
    settings.PUBLIC_PAGES_KEPT = 0
    first = Client().get("/fees/", headers={"Accept-Encoding": "gzip"})
    asked = {"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}

    assert Client().get("/fees/", headers=asked).status_code == 304
