"""The forms and pages of allauth use this site's words."""

import pytest

from tests.factories.people import PASSWORD, AuthenticatorAppFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSKEYS = {"en": "Passkeys", "es": "Llaves de acceso"}


def lines(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("/accounts/login/", ["Enter your email address.", "Enter your password."]),
        ("/accounts/password/reset/", ["Enter your email address."]),
    ],
)
def test_a_form_names_what_is_missing(client, address, sentences):
    page = lines(client.post(address, {}))
    assert all(sentence in page for sentence in sentences)


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("/accounts/name/", ["Enter your name."]),
        ("/accounts/email/", ["Enter your email address."]),
        ("/accounts/reauthenticate/", ["Enter your password."]),
        ("/accounts/password/change/", ["Enter your current password.", "Enter a password."]),
        ("/accounts/2fa/totp/activate/", ["Enter the code."]),
    ],
)
def test_an_account_form_names_what_is_missing(client, address, sentences):
    person = UserFactory()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = lines(client.post(address, {"action_add": ""}))
    assert all(sentence in page for sentence in sentences)


def test_the_second_step_names_what_is_missing(client):
    person = UserFactory()
    AuthenticatorAppFactory(user=person)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "Enter the code." in lines(client.post("/accounts/2fa/authenticate/", {"code": ""}))


@pytest.mark.parametrize("language", PASSKEYS)
def test_passkeys_are_called_the_same_everywhere(client, language):
    client.force_login(UserFactory())
    client.cookies["django_language"] = language
    page = lines(client.get("/accounts/2fa/"))
    assert PASSKEYS[language] in page
    for other in ("Security Key", "Clave", "clave de seguridad", "Two-Factor"):
        assert other not in page
