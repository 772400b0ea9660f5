from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from tests.factories.pages import StandardPageFactory
from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
OTHER_DOORS = ["/admin/login/", "/_util/login/", "/es/_util/login/"]


@pytest.mark.parametrize("door", OTHER_DOORS)
def test_every_other_login_page_leads_to_the_sign_in_page(client, door):
    answer = client.get(door, {"next": "/admin/pages/"})
    assert answer.status_code == 302
    assert unquote(answer.url) == "/accounts/login/?next=/admin/pages/"


@pytest.mark.parametrize("door", OTHER_DOORS)
def test_a_password_posted_to_another_login_page_signs_nobody_in(client, door):
    person = SuperuserFactory()
    credentials = {"username": person.email, "login": person.email, "password": PASSWORD}
    client.post(door, credentials, follow=True)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", OTHER_DOORS)
def test_a_locked_out_person_does_not_get_in_through_another_login_page(client, door):
    person = SuperuserFactory()
    for _ in range(5):
        client.post("/accounts/login/", {"login": person.email, "password": "guess"})
    credentials = {"username": person.email, "login": person.email, "password": PASSWORD}
    client.post(door, credentials, follow=True)
    client.post("/accounts/login/", credentials)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["", "done/", "confirm/Mg/abc-def/", "complete/"])
def test_wagtails_password_reset_leads_to_ours(client, path):
    assert client.get(f"/admin/password_reset/{path}").url == "/accounts/password/reset/"


def test_the_admin_sends_an_anonymous_visitor_to_the_sign_in_page(client):
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_the_admin_offers_no_password_or_email_change_of_its_own(client):
    client.force_login(SuperuserFactory())
    page = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert 'type="email"' not in page


def test_signed_in_people_outside_the_group_are_refused_without_a_redirect_loop(client):
    page = StandardPageFactory(slug="members")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Moderators"))
    assert client.get("/members/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")

    client.force_login(UserFactory())
    assert client.get("/members/", follow=True).status_code == 403
