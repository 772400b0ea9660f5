"""A password is the same on every keyboard, however it encodes accents."""

from unicodedata import normalize

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.services.invitations import digest, invite
from portal.accounts.services.people import create_person
from tests.factories.clinic import SupervisorFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
WORDS = "contraseña-Größe-ﬁn-café"
FORMS = ["NFC", "NFD", "NFKC", "NFKD"]
OLD = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


@pytest.fixture(params=FORMS)
def set_as(request) -> str:
    return normalize(request.param, WORDS)


@pytest.fixture(params=FORMS)
def typed(request) -> str:
    return normalize(request.param, WORDS)


def signed_in(person, password: str) -> Client:
    cache.clear()
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_a_password_signs_in_however_its_accents_are_written(set_as, typed):
    person = create_person(email="ana@palmetto.test", display_name="Ana", password=set_as)
    assert is_in(signed_in(person, typed))
    assert not is_in(signed_in(person, "contrasena-Grosse-fin-cafe"))


def test_a_password_set_with_an_invitation_signs_in_however_its_accents_are_written(set_as, typed):
    invitation = invite(email="ana@palmetto.test", display_name="Ana", invited_by=None)
    type(invitation).objects.update(token_hash=digest("token"))
    form = {"display_name": "Ana", "password1": set_as}
    assert Client().post("/accounts/invitation/token/", form).status_code == 302
    person = UserFactory._meta.model.objects.get(email="ana@palmetto.test")
    assert is_in(signed_in(person, typed))


def test_a_password_is_changed_and_confirmed_however_its_accents_are_written(set_as, typed):
    person = UserFactory()
    person.set_password(set_as)
    person.save()
    browser = signed_in(person, set_as)
    confirmed = browser.post("/accounts/reauthenticate/", {"password": typed})
    assert confirmed.status_code == 302
    new = f"{set_as} again"
    form = {"oldpassword": typed, "password1": new, "password2": new}
    assert browser.post("/accounts/password/change/", form).status_code == 302
    assert is_in(signed_in(person, f"{typed} again"))


def test_signing_accepts_the_password_however_its_accents_are_written(set_as, typed):
    rosa = SupervisorFactory(user__password=make_password(set_as)).user
    rosa.password = make_password(set_as)
    rosa.save()
    assert rosa.check_password(typed)
    browser = Client()
    browser.force_login(rosa)
    answer = browser.post(reverse("hours:queue_sign_off"), {"agree": "on", "password": typed})
    assert "That password is incorrect" not in answer.text


def test_a_superuser_created_on_the_command_line_signs_in_however_the_accents_are_written(
    set_as, typed, monkeypatch
):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", set_as)
    names = {"email": "root@palmetto.test", "display_name": "Root"}
    call_command("createsuperuser", interactive=False, verbosity=0, **names)
    person = UserFactory._meta.model.objects.get(email="root@palmetto.test")
    assert person.check_password(typed)


def test_a_password_reset_by_email_signs_in_however_its_accents_are_written(
    set_as, typed, mailoutbox, link_in
):
    person, browser = UserFactory(), Client()
    browser.post("/accounts/password/reset/", {"email": person.email})
    form = browser.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": set_as, "password2": set_as})
    assert is_in(signed_in(person, typed))


def test_a_password_changed_on_the_command_line_signs_in_however_it_is_written(
    set_as, typed, monkeypatch
):
    person = UserFactory()
    monkeypatch.setattr("getpass.getpass", lambda prompt: set_as)
    call_command("changepassword", person.email, verbosity=0)
    assert is_in(signed_in(person, typed))


@pytest.fixture
def hashed_before(settings):
    """A person whose password was hashed as typed, before passwords were normalized."""
    now = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = [OLD]
    person = UserFactory(password=normalize("NFD", WORDS))
    settings.PASSWORD_HASHERS = [*now, OLD]
    return person


def test_a_password_hashed_as_typed_still_works_and_then_works_in_every_form(hashed_before):
    assert is_in(signed_in(hashed_before, normalize("NFD", WORDS)))
    for form in FORMS:
        assert is_in(signed_in(hashed_before, normalize(form, WORDS)))


def test_signing_with_a_password_hashed_as_typed_keeps_the_person_signed_in(hashed_before):
    SupervisorFactory(user=hashed_before)
    browser = Client()
    browser.force_login(hashed_before)
    form = {"agree": "on", "password": normalize("NFD", WORDS), "session": "x"}
    browser.post(reverse("hours:queue_sign_off"), form)
    assert browser.get(reverse("hours:queue")).status_code == 200


def test_the_accents_still_count():
    person = UserFactory(password="contraseña-larga")
    assert not person.check_password("contrasena-larga")
