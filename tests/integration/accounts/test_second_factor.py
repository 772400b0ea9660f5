import base64
import hmac
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.factories.people import (
    PASSWORD,
    TOTP_SECRET,
    AuthenticatorAppFactory,
    RecoveryCodesFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def code(secret: str = TOTP_SECRET, steps: int = 0) -> str:
    """Return the code that an authenticator app shows (RFC 6238)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), "sha1")
    start = digest[-1] & 0x0F
    value = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{value % 10**6:06}"


def sign_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


@pytest.fixture
def person():
    person = UserFactory()
    AuthenticatorAppFactory(user=person)
    return person


def set_up_an_app(client, person) -> str:
    """Set up an authenticator app through the pages, and return its secret."""
    sign_in(client, person)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302, "asks the password again"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    return secret


def test_a_person_sets_up_an_authenticator_app(client):
    person = UserFactory()
    set_up_an_app(client, person)
    kinds = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_the_password_alone_does_not_sign_in_a_person_with_a_second_factor(client, person):
    answer = sign_in(client, person)
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_the_current_code_completes_the_sign_in(client, person):
    sign_in(client, person)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("steps", [-3, 3])
def test_an_old_or_early_code_is_refused(client, person, steps):
    sign_in(client, person)
    client.post("/accounts/2fa/authenticate/", {"code": code(steps=steps)})
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client, person):
    from django.test import Client

    used = code()
    with time_machine.travel(time.time(), tick=False):
        sign_in(client, person)
        client.post("/accounts/2fa/authenticate/", {"code": used})
        onlooker = Client()
        sign_in(onlooker, person)
        onlooker.post("/accounts/2fa/authenticate/", {"code": used})
    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in onlooker.session


def test_a_recovery_code_signs_in_once(client, person):
    spare = RecoveryCodesFactory(user=person).wrap().get_unused_codes()[0]
    sign_in(client, person)
    client.post("/accounts/2fa/authenticate/", {"code": spare})
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    sign_in(client, person)
    client.post("/accounts/2fa/authenticate/", {"code": spare})
    assert "_auth_user_id" not in client.session


def test_guessing_codes_is_limited(client, person):
    sign_in(client, person)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert "_auth_user_id" not in client.session


def test_the_secret_is_stored_encrypted(client):
    person = UserFactory()
    secret = set_up_an_app(client, person)
    assert secret not in str(Authenticator.objects.get(user=person, type="totp").data)


def test_a_secret_stays_readable_when_the_key_is_rotated(person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the-next-key"
    assert Authenticator.objects.get(user=person).wrap().validate_code(code())


class TestStaffInProduction:
    @pytest.fixture(autouse=True)
    def production(self, settings):
        settings.REQUIRE_STAFF_MFA = True

    def test_the_admin_stays_closed_until_there_is_a_second_factor(self, client):
        person = SuperuserFactory()
        client.force_login(person)
        for path in ("/admin/", "/admin/pages/", "/admin/users/"):
            assert client.get(path).url == "/accounts/2fa/"
        assert (
            "authenticator app or a passkey first" in client.get("/accounts/2fa/").content.decode()
        )
        AuthenticatorAppFactory(user=person)
        assert client.get("/admin/").status_code == 200

    def test_recovery_codes_alone_do_not_open_it(self, client):
        person = SuperuserFactory()
        RecoveryCodesFactory(user=person)
        client.force_login(person)
        assert client.get("/admin/").url == "/accounts/2fa/"

    def test_everyone_else_is_refused(self, client):
        client.force_login(UserFactory())
        assert client.get("/admin/").status_code == 403


def test_the_admin_opens_without_a_second_factor_elsewhere(client):
    client.force_login(SuperuserFactory())
    assert client.get("/admin/").status_code == 200
