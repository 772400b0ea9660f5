import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.factories.people import PASSWORD, AuthenticatorAppFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(display_name="Lucia Reyes")


@pytest.fixture
def browsers(person):
    """Two browsers in which the same person has signed in through the form."""

    def browser():
        client = Client()
        client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        return client

    return browser(), browser()


def test_the_account_page_links_to_everything_about_the_account(client, person):
    client.force_login(person)
    page = client.get("/accounts/").content.decode()
    assert "Lucia Reyes" in page
    for path in ("name/", "email/", "password/change/", "2fa/", "sessions/"):
        assert f'href="/accounts/{path}"' in page


def test_the_account_pages_need_sign_in(client):
    for path in ("/accounts/", "/accounts/name/"):
        assert client.get(path).url.startswith("/accounts/login/")


def test_a_person_changes_their_name_and_nothing_else(client, person):
    client.force_login(person)
    answer = client.post(
        "/accounts/name/",
        {"display_name": "Lucía Reyes", "is_superuser": "on", "email": "x@palmetto.test"},
    )
    assert answer.url == "/accounts/"
    before = person.email
    person.refresh_from_db()
    assert (person.display_name, person.email) == ("Lucía Reyes", before)
    assert not person.is_superuser


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "x" * 151])
def test_an_impossible_name_is_refused_with_a_sentence(client, person, name):
    client.force_login(person)
    answer = client.post("/accounts/name/", {"display_name": name})
    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.display_name == "Lucia Reyes"


def test_ending_other_sessions_signs_the_other_browser_out(browsers):
    here, there = browsers
    assert there.get("/accounts/").status_code == 200
    page = here.get("/accounts/sessions/")
    assert len(page.context["sessions"]) == 2
    here.post("/accounts/sessions/")
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200


def test_a_session_is_recorded_at_most_once_in_five_minutes(browsers, django_assert_num_queries):
    here, _ = browsers
    here.get("/accounts/name/")
    with django_assert_num_queries(3):  # the session, the person, and their desks
        here.get("/accounts/name/")


def test_a_session_that_changes_browsers_is_recorded_at_once(browsers, person):
    here, _ = browsers
    here.get("/accounts/name/", headers={"user-agent": "Another/1.0"})
    assert UserSession.objects.filter(user=person, user_agent="Another/1.0").count() == 1


def test_a_new_email_address_takes_effect_only_once_confirmed(
    browsers, person, mailoutbox, link_in
):
    here, _ = browsers
    before = person.email
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    here.post("/accounts/email/", {"email": "new@palmetto.test", "action_add": ""})
    person.refresh_from_db()
    assert person.email == before
    confirm = next(mail for mail in mailoutbox if mail.to == ["new@palmetto.test"])
    here.post(link_in(confirm))
    person.refresh_from_db()
    assert person.email == "new@palmetto.test"
    assert person.emailaddress_set.get().verified


def test_a_person_with_a_second_factor_can_also_change_their_address(
    browsers, person, mailoutbox, link_in
):
    here, _ = browsers
    AuthenticatorAppFactory(user=person)
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    here.post("/accounts/email/", {"email": "new@palmetto.test", "action_add": ""})
    confirm = next(mail for mail in mailoutbox if mail.to == ["new@palmetto.test"])
    here.post(link_in(confirm))
    person.refresh_from_db()
    assert person.email == "new@palmetto.test"


def test_changing_the_password_ends_the_other_sessions_and_tells_the_person(
    browsers, person, mailoutbox
):
    here, there = browsers
    new = "an-entirely-new-phrase"
    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert answer.status_code == 302
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302
    assert mailoutbox[-1].to == [person.email]


def test_changing_ones_address_does_not_reveal_whether_another_one_is_in_use(
    browsers, person, mailoutbox
):
    here, _ = browsers
    other = UserFactory()
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    free = here.post("/accounts/email/", {"email": "free@palmetto.test", "action_add": ""})
    taken = here.post("/accounts/email/", {"email": other.email, "action_add": ""})
    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    person.refresh_from_db()
    assert person.email != other.email
