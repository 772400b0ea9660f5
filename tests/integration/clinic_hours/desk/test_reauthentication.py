import time
from datetime import UTC, datetime, timedelta
from unicodedata import normalize

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.test import Client

from clinic_hours.desk.views.reauthentication import TooManyTries, WrongPassword, confirm_identity
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten_rate_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def request_of(rf):
    """Return a function that makes a POST request by a signed-in person, with its own session."""

    def make(person):
        browser = Client()
        browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        request = rf.post("/hours/queue/sign-off/")
        request.user, request.session = person, browser.session
        return request

    return make


@pytest.fixture
def request_of_rosa(request_of):
    return request_of(UserFactory())


def proofs(request):
    """Return how the person in this session has proved their identity, as recorded by allauth."""
    return request.session[AUTHENTICATION_METHODS_SESSION_KEY]


def prove_by_passkey(request, **record):
    facts = {"method": "mfa", "at": time.time(), "type": "webauthn", "reauthenticated": True}
    proofs(request).append({**facts, **record})


def test_the_right_password_confirms_who_signs_and_when(request_of_rosa):
    with time_machine.travel(datetime(2026, 11, 23, 15, 30, tzinfo=UTC), tick=False):
        confirmed = confirm_identity(request_of_rosa, PASSWORD)
    assert confirmed.method == "password"
    assert confirmed.at == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_prompt_accepts_a_password_however_its_accents_are_written(request_of_rosa, form):
    request_of_rosa.user.set_password(normalize("NFC", "contraseña-de-Inés"))
    request_of_rosa.user.save()
    assert confirm_identity(request_of_rosa, normalize(form, "contraseña-de-Inés"))


def test_a_wrong_password_is_refused_with_a_sentence(request_of_rosa):
    with pytest.raises(WrongPassword, match="That password is incorrect") as refusal:
        confirm_identity(request_of_rosa, "guess")
    assert refusal.value.status == 422
    assert len(proofs(request_of_rosa)) == 1, "of the sign-in"


def test_someone_elses_password_is_refused(request_of_rosa):
    other = UserFactory()
    other.set_password("the-password-of-another")
    other.save()
    with pytest.raises(WrongPassword):
        confirm_identity(request_of_rosa, "the-password-of-another")


def test_five_wrong_passwords_lock_even_the_right_one_for_a_minute(request_of_rosa):
    with time_machine.travel(time.time(), tick=False) as clock:
        for _ in range(5):
            with pytest.raises(WrongPassword):
                confirm_identity(request_of_rosa, "guess")
        with pytest.raises(TooManyTries, match="Too many attempts") as refusal:
            confirm_identity(request_of_rosa, PASSWORD)
        assert refusal.value.status == 429
        clock.shift(timedelta(seconds=61))
        assert confirm_identity(request_of_rosa, PASSWORD)


def test_each_person_has_their_own_limit(request_of, request_of_rosa):
    for _ in range(5):
        with pytest.raises(WrongPassword):
            confirm_identity(request_of_rosa, "guess")
    assert confirm_identity(request_of(UserFactory()), PASSWORD)


def test_signing_many_one_by_one_is_not_guessing(request_of_rosa):
    for _ in range(30):
        assert confirm_identity(request_of_rosa, PASSWORD)
    assert len(proofs(request_of_rosa)) == 1, "of the sign-in: the session stays small"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_form_confirms_nobody(request_of_rosa, nothing):
    assert confirm_identity(request_of_rosa, nothing) is None


def test_a_fresh_passkey_replaces_the_password(request_of_rosa):
    with time_machine.travel(datetime(2026, 11, 23, 15, 30, tzinfo=UTC), tick=False) as clock:
        prove_by_passkey(request_of_rosa)
        clock.shift(timedelta(minutes=4, seconds=59))
        confirmed = confirm_identity(request_of_rosa, None)
    assert confirmed.method == "passkey"
    assert confirmed.at == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


def test_a_passkey_used_more_than_five_minutes_ago_is_stale(request_of_rosa):
    with time_machine.travel(time.time(), tick=False) as clock:
        prove_by_passkey(request_of_rosa)
        clock.shift(timedelta(minutes=5, seconds=1))
        assert confirm_identity(request_of_rosa, None) is None


def test_signing_in_with_a_passkey_does_not_sign_hours(request_of_rosa):
    prove_by_passkey(request_of_rosa, reauthenticated=False, passwordless=True)
    assert confirm_identity(request_of_rosa, None) is None


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_a_code_does_not_replace_the_password(request_of_rosa, kind):
    prove_by_passkey(request_of_rosa, type=kind)
    assert confirm_identity(request_of_rosa, None) is None


def test_a_password_typed_for_one_signing_does_not_count_for_the_next(request_of_rosa):
    confirm_identity(request_of_rosa, PASSWORD)
    assert confirm_identity(request_of_rosa, None) is None


def test_the_passkey_of_another_person_in_the_same_session_does_not_count(request_of_rosa):
    prove_by_passkey(request_of_rosa)
    request_of_rosa.user = UserFactory()
    assert confirm_identity(request_of_rosa, None) is None


def test_a_fresh_passkey_does_not_excuse_a_wrong_password(request_of_rosa):
    prove_by_passkey(request_of_rosa)
    with pytest.raises(WrongPassword):
        confirm_identity(request_of_rosa, "guess")
