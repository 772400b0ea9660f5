"""Visitors find pages by their words, and by words that they mistyped."""

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories.pages import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    return [page.title for page in answer.context["results"]]


def ask(client, question: str, **more):
    return client.get("/search/", {"q": question, **more})


@pytest.fixture
def shiatsu() -> Page:
    return StandardPageFactory(
        title="Shiatsu for beginners", slug="shiatsu", search_description="Palms and thumbs."
    )


def test_a_page_is_found_by_a_word_of_its_title(client, shiatsu):
    StandardPageFactory(title="Fees")
    answer = ask(client, "shiatsu")

    assert titles(answer) == ["Shiatsu for beginners"]
    assert "Palms and thumbs." in answer.text


def test_every_word_must_occur(client, shiatsu):
    assert titles(ask(client, "shiatsu beginners")) == ["Shiatsu for beginners"]
    assert titles(ask(client, "shiatsu fees")) == []


def test_a_slip_of_the_finger_is_offered_what_was_meant(client, shiatsu):
    answer = ask(client, "shiastu")

    assert "Did you mean" in answer.text
    assert "Shiatsu for beginners" in answer.text


def test_nothing_found_says_what_to_do_next(client, shiatsu):
    answer = ask(client, "xylophone")

    assert answer.status_code == 200
    assert "/enquire/" in answer.text
    assert "Shiatsu" not in answer.text


def test_drafts_and_restricted_pages_are_neither_found_nor_offered(client, shiatsu):
    draft = StandardPageFactory(title="Shiatsu draft", live=False)
    closed = StandardPageFactory(title="Shiatsu for members")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert titles(ask(client, "shiatsu")) == ["Shiatsu for beginners"]
    assert draft.title not in ask(client, "shiastu").text
    assert closed.title not in ask(client, "shiastu").text


@pytest.mark.parametrize(
    "question",
    ["", "   ", "%00", "\0", "'\"; DROP TABLE", "a" * 5_000, "AND OR NOT *", "((", "ñandú"],
)
def test_whatever_is_typed_gets_an_answer(client, shiatsu, question):
    assert ask(client, question).status_code == 200
    assert ask(client, question, page="999").status_code == 200
    assert ask(client, question, page="x").status_code == 200


def test_what_is_typed_is_shown_as_text(client):
    assert "<script>" not in ask(client, "<script>alert(1)</script>").text.replace("<script ", "")


def test_spanish_search_finds_spanish_pages_only(client, shiatsu):
    assert titles(client.get("/es/search/", {"q": "shiatsu"})) == []


@pytest.mark.parametrize("count", [3, 40])
def test_searching_asks_the_same_for_few_and_many(client, count, django_assert_max_num_queries):
    for number in range(count):
        StandardPageFactory(title=f"Shiatsu {number}")
    ask(client, "shiatsu")
    with django_assert_max_num_queries(8):
        ask(client, "shiatsu")
    with django_assert_max_num_queries(8):
        ask(client, "shiastu")


def test_the_home_page_is_found_too(client):
    home = home_page()
    home.title = "Palmetto"
    home.save()

    assert titles(ask(client, "palmetto")) == ["Palmetto"]
