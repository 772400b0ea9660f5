"""A passkey from its creation to its use, in a real browser with a virtual authenticator."""

import re

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from tests.factories.people import PASSWORD, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(browser_page):
    return browser_page


@pytest.fixture
def phone(page):
    """Plug in an authenticator that checks its owner, as a phone with a fingerprint does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def set_owner_present(present: bool) -> None:
        devtools.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": added["authenticatorId"], "isUserVerified": present},
        )

    return set_owner_present


@pytest.fixture
def passkey(page, phone, live_server):
    """Sign a person in, add a passkey, sign out again; return the person."""
    person = UserFactory()
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=password]) button[type=submit]")
    page.wait_for_url("**/reauthenticate/**")
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=password]) button[type=submit]")
    page.wait_for_url("**/webauthn/add/**")
    page.fill("[name=name]", "My phone")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r"/2fa/(?!webauthn/add)"))
    assert Authenticator.objects.filter(user=person, type="webauthn").exists()
    sign_out(page, live_server)
    return person


def sign_out(page, live_server) -> None:
    page.goto(f"{live_server.url}/accounts/logout/")
    page.click(
        "main form[action='/accounts/logout/'] button, form[action='/accounts/logout/'] button"
    )
    page.wait_for_url(lambda url: "/accounts/logout/" not in url)


def sign_in_by_passkey(page, live_server) -> None:
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/")
    page.click("#passkey_login")


def records(person) -> list[dict]:
    sessions = [session.get_decoded() for session in Session.objects.all()]
    mine = [session for session in sessions if session.get("_auth_user_id") == str(person.pk)]
    return mine[0][AUTHENTICATION_METHODS_SESSION_KEY]


def test_a_passkey_signs_in_without_a_password(page, passkey, live_server):
    sign_in_by_passkey(page, live_server)
    page.wait_for_url(f"{live_server.url}/accounts/")
    assert page.get_by_text(passkey.email).first.is_visible()


def test_a_passkey_in_the_wrong_hands_signs_nobody_in(page, passkey, phone, live_server):
    phone(False)
    sign_in_by_passkey(page, live_server)
    page.wait_for_timeout(1_000)
    page.goto(f"{live_server.url}/accounts/")
    assert "/accounts/login/" in page.url


def test_a_passkey_confirms_who_is_at_the_keyboard(page, passkey, live_server):
    sign_in_by_passkey(page, live_server)
    page.wait_for_url(f"{live_server.url}/accounts/")
    assert not any(record.get("reauthenticated") for record in records(passkey))
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/reauthenticate/?next=/accounts/")
    page.click("#mfa_webauthn_reauthenticate")
    page.wait_for_url(f"{live_server.url}/accounts/")
    last = records(passkey)[-1]
    assert (last["type"], last["reauthenticated"]) == ("webauthn", True)
