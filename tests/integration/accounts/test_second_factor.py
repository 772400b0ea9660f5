import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


@pytest.fixture
def person():
    person = UserFactory()
    TOTP.activate(person, SECRET)
    return person


def test_a_person_sets_up_an_authenticator_app(client):
    person = UserFactory()
    sign_in(client, person)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302, "asks the password again"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code(page.context["form"].secret)})
    kinds = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_the_password_alone_does_not_sign_in_a_person_with_a_second_factor(client, person):
    answer = sign_in(client, person)
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_the_code_of_the_moment_completes_the_sign_in(client, person):
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
    spare = RecoveryCodes.activate(person).get_unused_codes()[0]
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


def test_the_secret_is_stored_encrypted(person):
    assert SECRET not in str(Authenticator.objects.get(user=person).data)


def test_a_secret_stays_readable_when_the_key_is_rotated(person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the-next-key"
    assert Authenticator.objects.get(user=person).wrap().validate_code(code())


class TestStaffInProduction:
    @pytest.fixture(autouse=True)
    def production(self, settings):
        settings.REQUIRE_STAFF_MFA = True

    def test_the_admin_stays_shut_until_there_is_a_second_factor(self, client):
        person = SuperuserFactory()
        client.force_login(person)
        for path in ("/admin/", "/admin/pages/", "/admin/users/"):
            assert client.get(path).url == "/accounts/2fa/"
        assert (
            "authenticator app or a passkey first" in client.get("/accounts/2fa/").content.decode()
        )
        TOTP.activate(person, SECRET)
        assert client.get("/admin/").status_code == 200

    def test_recovery_codes_alone_do_not_open_it(self, client):
        person = SuperuserFactory()
        RecoveryCodes.activate(person)
        client.force_login(person)
        assert client.get("/admin/").url == "/accounts/2fa/"

    def test_everyone_else_is_refused(self, client):
        client.force_login(UserFactory())
        assert client.get("/admin/").status_code == 403


def test_the_admin_opens_without_a_second_factor_elsewhere(client):
    client.force_login(SuperuserFactory())
    assert client.get("/admin/").status_code == 200
