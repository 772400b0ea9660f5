"""People are found however their names are typed: accents, case, order and spaces do not matter."""

from unicodedata import normalize

import pytest
from django.contrib.auth import get_user_model

from home.core.domain.plain_words import plain
from home.core.selectors.words import with_words
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ASKED = [
    *("lucia", "Lucía", "LUCÍA  reyes", "reyes lucia", " reyes,lucia".replace(",", " "), "luc rey"),
    *(
        normalize("NFD", "Lucía"),
        normalize("NFD", "LUCÍA REYES"),
        "\N{FULLWIDTH LATIN SMALL LETTER L}ucia",
    ),
    *("lucia@palmetto", "reyes lucia@palmetto.test"),
]


def found(question: str) -> list[str]:
    people = with_words(get_user_model().objects.all(), question, "display_name", "email")
    return [person.email for person in people]


@pytest.fixture(params=["NFC", "NFD"])
def lucia(request):
    """Lucía, with her name as one keyboard or another encodes it, among others."""
    UserFactory(display_name="Luc Amaya", email="luc@palmetto.test")
    UserFactory(display_name="Reyes Ortega", email="ortega@palmetto.test")
    name = normalize(request.param, "Lucía Reyes")
    return UserFactory(display_name=name, email="lucia@palmetto.test")


@pytest.mark.parametrize("question", ASKED)
def test_a_person_is_found_however_the_name_is_typed(lucia, question):
    assert found(question) == ["lucia@palmetto.test"]


@pytest.mark.parametrize("question", ["lucio", "lucia ortega", "%", "_", "l_cia", "\\", "'", '"'])
def test_text_in_no_name_finds_nobody(lucia, question):
    assert found(question) == []


@pytest.mark.parametrize("question", ["", "  ", "\0"])
def test_a_search_without_words_finds_everyone(lucia, question):
    assert len(found(question)) == 3


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Erik Sørensen", "sorensen"),
        ("Hana Kovač", "kovac"),
        ("Łukasz Ðuro", "lukasz"),
        ("Müller-Groß", "muller gross"),
        ("Œuvre Æsa", "oeuvre aesa"),
        ("Nguyễn Thị", "nguyen thi"),
        ("Иван", "ИВАН"),
        ("山田 花子", "花子"),
    ],
)
def test_names_in_many_languages_are_found_with_plain_keyboard_letters(name, typed):
    UserFactory(display_name=name, email="x@palmetto.test")
    assert found(typed) == ["x@palmetto.test"]


def test_a_long_search_is_read_up_to_its_limit():
    UserFactory(display_name="Ana")
    assert found("ana " * 10_000) != []


def test_plain_words_have_no_accents_or_capitals():
    assert plain("  Lucía ÑANDÚ ") == "  lucia nandu "
    assert plain(None) == ""
