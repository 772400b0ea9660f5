import re

import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts.services.people import create_person
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, headers=None, **extra):
    credentials = {"login": email, "password": password, **extra}
    return client.post("/accounts/login/", credentials, headers=headers)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_with_email_and_password(client):
    person = UserFactory(email="lucia@palmetto.test")
    answer = sign_in(client, "Lucia@palmetto.test")
    assert answer.status_code == 302
    assert answer.url == "/hours/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_person_created_by_the_office_signs_in_at_once(client):
    create_person(email="New@palmetto.test", display_name="New", password=PASSWORD)
    sign_in(client, "new@palmetto.test")
    assert signed_in(client)


def test_a_wrong_password_signs_nobody_in(client):
    UserFactory(email="lucia@palmetto.test")
    sign_in(client, "lucia@palmetto.test", "not-the-password")
    assert not signed_in(client)


def test_an_unverified_address_does_not_sign_in_and_gets_an_email(client, mailoutbox):
    person = UserFactory(email_address__verified=False)
    answer = sign_in(client, person.email)
    assert answer.url == "/accounts/confirm-email/"
    assert not signed_in(client)
    assert mailoutbox[0].to == [person.email]


def test_an_address_is_confirmed_by_a_button_never_by_opening_the_link(client, mailoutbox, link_in):
    person = UserFactory(email_address__verified=False)
    sign_in(client, person.email)
    path = link_in(mailoutbox[0])
    reader = Client()
    assert reader.get(path).status_code == 200
    assert not person.emailaddress_set.get().verified
    reader.post(path)
    assert person.emailaddress_set.get().verified


def test_a_deactivated_person_does_not_sign_in(client):
    person = UserFactory(is_active=False)
    sign_in(client, person.email)
    assert not signed_in(client)


def test_five_wrong_passwords_lock_the_address_even_for_the_right_one(client):
    person = UserFactory()
    for _ in range(5):
        sign_in(client, person.email, "guess")
    answer = sign_in(client, person.email)
    assert "Too many failed sign-in attempts" in answer.content.decode()
    assert not signed_in(client)
    cache.clear()
    sign_in(client, person.email)
    assert signed_in(client)


def test_known_and_unknown_addresses_get_the_same_answer_at_sign_in(client):
    person = UserFactory(email="aaaa@palmetto.test")
    known = sign_in(client, person.email, "guess").content.decode()
    unknown = sign_in(client, "zzzz@palmetto.test", "guess").content.decode()
    assert without_token(known) == without_token(unknown.replace("zzzz@", "aaaa@"))


def test_known_and_unknown_addresses_get_the_same_answer_at_password_reset(client, mailoutbox):
    person = UserFactory(email="aaaa@palmetto.test")
    known = client.post("/accounts/password/reset/", {"email": person.email})
    unknown = client.post("/accounts/password/reset/", {"email": "zzzz@palmetto.test"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [[person.email], ["zzzz@palmetto.test"]]
    assert "no account here uses this address" in mailoutbox[1].body


def test_a_forgotten_password_is_replaced_through_an_email(client, mailoutbox, link_in):
    person = UserFactory()
    other = Client()
    sign_in(other, person.email)
    client.post("/accounts/password/reset/", {"email": person.email})
    form = client.get(link_in(mailoutbox[0]), follow=True)
    new = "an-entirely-new-phrase"
    answer = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)
    assert other.get("/accounts/").status_code == 302, "old sessions end"
    sign_in(client, person.email, new)
    assert signed_in(client)


def test_a_reset_link_works_once(client, mailoutbox, link_in):
    person = UserFactory()
    client.post("/accounts/password/reset/", {"email": person.email})
    path = link_in(mailoutbox[0])
    form = client.get(path, follow=True)
    new = "an-entirely-new-phrase"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    again = Client().get(path, follow=True)
    assert 'name="password1"' not in again.content.decode()


def test_signing_out_takes_a_button(client):
    person = UserFactory()
    sign_in(client, person.email)
    client.get("/accounts/logout/")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


def test_a_sign_in_never_redirects_to_another_host(client):
    person = UserFactory()
    answer = sign_in(client, person.email, next="https://elsewhere.test/")
    assert answer.url == "/hours/"


def test_guessing_at_many_addresses_is_limited_even_with_a_forged_client_address(client):
    person = UserFactory()
    for n in range(10):
        headers = {"x-forwarded-for": f"198.51.100.{n}"}
        sign_in(client, f"person-{n}@elsewhere.test", "guess", headers=headers)
    sign_in(client, person.email, headers={"x-forwarded-for": "198.51.100.99"})
    assert not signed_in(client)


def test_behind_a_proxy_each_client_has_its_own_limit(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    person = UserFactory()
    for n in range(10):
        sign_in(client, f"p{n}@elsewhere.test", "guess", headers={"x-forwarded-for": "192.0.2.1"})
    sign_in(client, person.email, headers={"x-forwarded-for": "192.0.2.2"})
    assert signed_in(client)


def test_too_many_requests_get_a_page_that_says_so(client):
    for _ in range(5):
        client.post("/accounts/password/reset/", {"email": "lucia@palmetto.test"})
    answer = client.post("/accounts/password/reset/", {"email": "lucia@palmetto.test"})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_deactivating_someone_ends_their_sessions(client):
    person = UserFactory()
    sign_in(client, person.email)
    person.is_active = False
    person.save()
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize("field", ["login", "password"])
@pytest.mark.parametrize("value", ["a%00b", "%ED%A0%80", "%D9%A3@palmetto.test", "x" * 100_000])
def test_hostile_input_signs_nobody_in_and_breaks_nothing(client, field, value):
    credentials = {"login": UserFactory().email, "password": PASSWORD, field: value}
    body = "&".join(f"{name}={text}" for name, text in credentials.items())
    form = "application/x-www-form-urlencoded"
    assert client.post("/accounts/login/", body, content_type=form).status_code == 200
    assert not signed_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "invitation/%00/",
        "invitation/%ED%A0%80/",
        "invitation/" + "x" * 3000 + "/",
        "password/reset/key/1-%00/",
        "password/reset/key/zzzzzzzzzzzzzzzzzzzz-set-password/",
        "confirm-email/MQ:none:none/",
        "login/?next=%00",
    ],
)
def test_hostile_links_break_nothing(client, path):
    assert client.get(f"/accounts/{path}").status_code in (200, 404)


def without_token(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|nonce[=-]"?)[\w-]+', r"\1", page)
