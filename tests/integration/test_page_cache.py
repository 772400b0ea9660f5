"""Public pages are kept for visitors, and for nobody else."""

import gzip

import pytest
from django.db import transaction
from django.test import Client

from home.models import Enquiry
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def kept(settings) -> None:
    settings.PUBLIC_PAGES_KEPT = 60


@pytest.fixture
def fees(transactional_db):
    return StandardPageFactory(title="Fees", slug="fees")


def test_a_second_visit_asks_the_database_nothing(fees, django_assert_num_queries):
    first = Client().get("/fees/")
    with django_assert_num_queries(0):
        second = Client().get("/fees/")

    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]


def test_each_answer_has_a_policy_of_its_own(fees):
    policies = {Client().get("/fees/")["Content-Security-Policy"] for _ in range(2)}

    assert len(policies) == 2


def test_a_publish_is_seen_by_the_next_request(fees):
    Client().get("/fees/")
    fees.title = "Fees of 2027"
    fees.save_revision().publish()

    assert "Fees of 2027" in Client().get("/fees/").text


def test_unpublishing_is_seen_by_the_next_request(fees):
    Client().get("/fees/")
    fees.unpublish()

    assert Client().get("/fees/").status_code == 404


def test_a_change_that_is_rolled_back_forgets_nothing(fees, django_assert_num_queries):
    Client().get("/fees/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fees.title = "Never"
        fees.save()
        raise ZeroDivisionError
    with django_assert_num_queries(0):
        assert "Never" not in Client().get("/fees/").text


def test_what_a_visitor_was_given_is_not_given_to_someone_signed_in(fees):
    Client().get("/fees/")
    someone = Client()
    someone.force_login(UserFactory())

    assert "My desk" in someone.get("/fees/").text


def test_what_someone_signed_in_was_given_is_not_given_to_a_visitor(fees):
    someone = Client()
    someone.force_login(UserFactory())
    someone.get("/fees/")

    assert "My desk" not in Client().get("/fees/").text


def test_a_question_in_the_address_has_a_page_of_its_own(fees):
    Client().get("/fees/")

    assert Client().get("/fees/?hours=9")["Content-Type"].startswith("text/html")
    assert 'rel="canonical"' not in Client().get("/fees/?hours=9").text


def test_what_did_not_change_is_not_sent_again(fees):
    first = Client().get("/fees/")
    again = Client().get("/fees/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/enquire/", "/newsletter/"])
def test_forms_are_never_kept(transactional_db, address):
    first, second = Client().get(address), Client().get(address)

    assert first.context["form"]["opened"].value()
    assert second.context is not None  # rendered, not revived
    assert "no-store" in first["Cache-Control"]


def test_what_is_not_shown_forgets_nothing(fees, django_assert_num_queries):
    Client().get("/fees/")
    Enquiry.objects.filter(pk=0).delete()
    with django_assert_num_queries(0):
        Client().get("/fees/")


def test_pages_travel_compressed_to_those_who_can_unpack_them(fees):
    packed = Client().get("/fees/", headers={"Accept-Encoding": "gzip, br"})
    kept = Client().get("/fees/", headers={"Accept-Encoding": "gzip, br"})
    plain = Client().get("/fees/")

    assert packed["Content-Encoding"] == kept["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == gzip.decompress(kept.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_a_compressed_page_that_did_not_change_is_not_sent_again(fees, settings):
    settings.PUBLIC_PAGES_KEPT = 0
    first = Client().get("/fees/", headers={"Accept-Encoding": "gzip"})
    asked = {"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}

    assert Client().get("/fees/", headers=asked).status_code == 304
