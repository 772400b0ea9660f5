"""Creating and using a passkey, in a real browser with a virtual authenticator."""

import re

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session

from tests.factories.people import PASSWORD, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN_ACCOUNT = re.compile(r"^https?://[^/]+/accounts/$")
PASSWORD_FORM = "main form:has([name=password])"


@pytest.fixture
def phone(browser_page):
    """Plug in an authenticator that verifies its owner, like a phone with a fingerprint sensor.

    Returns a function that sets whether the owner is there.
    """
    devtools = browser_page.context.new_cdp_session(browser_page)
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

    def owner_is_there(there: bool) -> None:
        answer = {"authenticatorId": added["authenticatorId"], "isUserVerified": there}
        devtools.send("WebAuthn.setUserVerified", answer)

    return owner_is_there


@pytest.fixture
def page(browser_page, phone):
    """A page in a browser with an authenticator plugged in."""
    return browser_page


@pytest.fixture
def person(page):
    """Return a signed-out person who has added a passkey."""
    person = UserFactory()
    page.goto("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.click(f"{PASSWORD_FORM} button[type=submit]")
    page.wait_for_url("**/reauthenticate/**")
    page.fill("[name=password]", PASSWORD)
    page.click(f"{PASSWORD_FORM} button[type=submit]")
    page.wait_for_url("**/webauthn/add/**")
    page.fill("[name=name]", "My phone")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r"/2fa/(?!webauthn/add)"))
    assert Authenticator.objects.filter(user=person, type="webauthn").exists()
    page.context.clear_cookies()
    return person


def sign_in_by_passkey(page) -> None:
    page.goto("/accounts/login/?next=/accounts/")
    page.click("#passkey_login")


def records(page) -> list[dict]:
    """Return how the person in this browser has proved their identity."""
    cookie = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = Session.objects.get(session_key=cookie["value"])
    return session.get_decoded()[AUTHENTICATION_METHODS_SESSION_KEY]


def test_a_passkey_signs_in_without_a_password(page, person):
    sign_in_by_passkey(page)
    page.wait_for_url(OWN_ACCOUNT)
    assert page.get_by_text(f"You sign in with {person.email}").is_visible()


def test_a_passkey_without_its_owner_signs_nobody_in(page, person, phone):
    phone(False)
    page.add_init_script("console.error = () => {}")  # allauth's script logs the refusal there
    sign_in_by_passkey(page)
    page.wait_for_timeout(1_000)
    page.goto("/accounts/")
    assert "/accounts/login/" in page.url


def test_a_passkey_confirms_who_is_at_the_keyboard(page, person):
    sign_in_by_passkey(page)
    page.wait_for_url(OWN_ACCOUNT)
    assert not any(record.get("reauthenticated") for record in records(page))
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/")
    page.click("#mfa_webauthn_reauthenticate")
    page.wait_for_url(OWN_ACCOUNT)
    last = records(page)[-1]
    assert (last["type"], last["reauthenticated"]) == ("webauthn", True)
