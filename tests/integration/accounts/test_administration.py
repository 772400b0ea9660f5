import pytest
from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from portal.accounts.models import Invitation
from portal.accounts.services import invitations
from tests.factories.people import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    office = SuperuserFactory(display_name="Cora")
    client.force_login(office)
    return office


@pytest.fixture
def invitation(office):
    return invitations.invite(email="mei@palmetto.test", display_name="Mei", invited_by=office)


def test_the_office_invites_someone_from_the_admin(client, office, committed, mailoutbox):
    with committed():
        answer = client.post(
            "/admin/invitation/new/", {"display_name": "Mei", "email": "Mei@palmetto.test"}
        )
    assert answer.url == "/admin/invitation/"
    assert Invitation.objects.get().invited_by == office
    assert mailoutbox[0].to == ["mei@palmetto.test"]


def test_the_admin_offers_the_language_of_an_invitation(client, office, committed, mailoutbox):
    typed = {"display_name": "Mei", "email": "mei@palmetto.test"}
    with committed():
        client.post("/admin/invitation/new/", typed | {"language": "es"})
    assert "Elige tu contraseña" in mailoutbox[0].body


@pytest.mark.parametrize("email", ["mei@palmetto.test", "MEI@PALMETTO.TEST", "not an address", ""])
def test_an_impossible_invitation_is_refused_with_a_sentence(client, invitation, email):
    answer = client.post("/admin/invitation/new/", {"display_name": "Mei", "email": email})
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert Invitation.objects.count() == 1


def test_the_list_shows_the_status_of_each_invitation(client, invitation):
    page = client.get("/admin/invitation/").content.decode()
    assert "mei@palmetto.test" in page
    assert "Waiting" in page
    assert "Cora" in page
    assert date_format(localtime(invitation.expires_at), "DATE_FORMAT") in page


def test_only_an_open_invitation_can_be_sent_again_or_revoked(client, invitation):
    actions = [f"/admin/invitation/{invitation.pk}/{action}/" for action in ("resend", "revoke")]
    page = client.get("/admin/invitation/").content.decode()
    assert all(f'href="{action}"' in page for action in actions)
    invitations.revoke(invitation=invitation)
    page = client.get("/admin/invitation/").content.decode()
    assert not any(action in page for action in actions)


def test_the_list_takes_the_same_queries_for_few_rows_and_many(
    client, office, django_assert_max_num_queries
):
    for n in range(30):
        invitations.invite(email=f"s{n}@palmetto.test", display_name=f"S {n}", invited_by=office)
    client.get("/admin/invitation/")
    with django_assert_max_num_queries(12):
        client.get("/admin/invitation/")


def test_the_office_sends_a_link_again(client, invitation, committed, mailoutbox):
    before = invitation.token_hash
    mailoutbox.clear()
    assert client.get(f"/admin/invitation/{invitation.pk}/resend/").status_code == 200
    with committed():
        client.post(f"/admin/invitation/{invitation.pk}/resend/")
    invitation.refresh_from_db()
    assert invitation.token_hash != before
    assert len(mailoutbox) == 1


def test_the_office_revokes_a_link_with_a_button_not_by_visiting_a_page(client, invitation):
    client.get(f"/admin/invitation/{invitation.pk}/revoke/")
    invitation.refresh_from_db()
    assert invitation.revoked_at is None
    client.post(f"/admin/invitation/{invitation.pk}/revoke/")
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_revoking_a_closed_invitation_says_so(client, invitation):
    invitations.revoke(invitation=invitation)
    page = client.post(f"/admin/invitation/{invitation.pk}/revoke/", follow=True)
    assert "no longer works" in page.content.decode()


@pytest.mark.parametrize("action", ["resend", "revoke"])
def test_a_missing_invitation_is_not_found(client, office, action):
    assert client.post(f"/admin/invitation/9999/{action}/").status_code == 404


def test_nobody_else_can_open_the_invitations(client, invitation):
    client.force_login(UserFactory())
    for path in ("", "new/", f"{invitation.pk}/resend/", f"{invitation.pk}/revoke/"):
        assert client.post(f"/admin/invitation/{path}").status_code == 403
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_the_office_sees_and_renames_people_but_not_their_address(client, office):
    person = UserFactory(email="andre@palmetto.test", display_name="Andre")
    assert "andre@palmetto.test" in client.get("/admin/users/").content.decode()
    edit = f"/admin/users/edit/{person.pk}/"
    page = client.get(edit)
    assert page.status_code == 200
    assert 'name="display_name" value="Andre"' in page.content.decode()
    assert 'name="password1"' not in page.content.decode()
    client.post(edit, {"display_name": "André", "is_active": "on", "email": "x@palmetto.test"})
    person.refresh_from_db()
    assert (person.display_name, person.email) == ("André", "andre@palmetto.test")


def test_people_are_neither_added_nor_deleted_in_the_admin(client, office):
    person = UserFactory()
    assert client.get("/admin/users/new/").status_code == 404
    assert client.post(f"/admin/users/delete/{person.pk}/").status_code == 404
    client.post(f"/admin/bulk/accounts/user/delete/?id={person.pk}")
    assert get_user_model().objects.filter(pk=person.pk).exists()


def test_people_can_be_sorted_and_searched(client, office):
    UserFactory(display_name="Zoe")
    assert client.get("/admin/users/?ordering=display_name").status_code == 200
    assert "Zoe" in client.get("/admin/users/?q=Zoe").content.decode()


@pytest.mark.parametrize("name", ["Cora", "Cora Ruiz-Whitfield", "María de la O"])
def test_the_admins_account_page_keeps_a_single_name(client, office, name):
    page = client.get("/admin/account/").content.decode()
    assert 'value="Cora"' in page
    assert "last_name" not in page
    choices = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    choices |= {"theme-keyboard_shortcuts": "on"}
    answer = client.post("/admin/account/", {"name-display_name": name, **choices})
    assert answer.status_code == 302
    office.refresh_from_db()
    assert office.display_name == name


def test_the_admins_own_account_page_refuses_an_empty_name(client, office):
    assert client.post("/admin/account/", {"name-display_name": " "}).status_code == 200
    office.refresh_from_db()
    assert office.display_name == "Cora"


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/invitation/"])
def test_people_and_invitations_are_found_however_a_name_is_typed(client, office, address):
    UserFactory(display_name="Lucía Reyes", email="found@palmetto.test")
    UserFactory(display_name="Reyes Ortega", email="other@palmetto.test")
    for name, email in (("Lucía Reyes", "found@x.test"), ("Reyes Ortega", "other@x.test")):
        invitations.invite(email=email, display_name=name, invited_by=office)
    for question in ("reyes  lucia", "luci\u0301a", "reyes found"):
        page = client.get(address, {"q": question}).content.decode()
        assert "found@" in page
        assert "other@" not in page


def test_the_admins_own_account_page_saves_its_preferences(client, office):
    answer = client.post("/admin/account/", {"locale-preferred_language": "es"})
    assert answer.status_code in (200, 302)
    office.refresh_from_db()
    assert office.display_name == "Cora"
