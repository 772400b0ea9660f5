from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.accounts.errors import AlreadyHasAccount, AlreadyInvited, InvitationClosed
from portal.accounts.models import Invitation
from portal.accounts.services import invitations
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
CLOSED = "This invitation link no longer works."


@pytest.fixture
def invited(committed, mailoutbox, link_in):
    """Return an invitation and the path in its mail."""

    def send(email="mei@palmetto.test", display_name="Mei Tan"):
        with committed():
            invitation = invitations.invite(
                email=email, display_name=display_name, invited_by=UserFactory()
            )
        return invitation, link_in(mailoutbox[-1])

    return send


def accept(client, path, **changes):
    return client.post(path, {"display_name": "Mei Tan", "password1": PASSWORD, **changes})


def test_sign_up_is_closed_to_everyone(client):
    for answer in (
        client.get("/accounts/signup/"),
        client.post("/accounts/signup/", {"email": "x@palmetto.test", "password1": PASSWORD}),
    ):
        assert "Accounts are by invitation only" in answer.content.decode()
    assert not get_user_model().objects.exists()


def test_an_invited_person_opens_an_account_and_is_signed_in(client, invited):
    invitation, path = invited()
    page = client.get(path)
    assert page.status_code == 200
    assert "mei@palmetto.test" in page.content.decode()

    answer = accept(client, path)

    assert answer.status_code == 302
    person = get_user_model().objects.get(email="mei@palmetto.test")
    assert person.display_name == "Mei Tan"
    assert client.session["_auth_user_id"] == str(person.pk)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)
    invitation.refresh_from_db()
    assert invitation.accepted_at


def test_the_address_of_an_invitation_cannot_be_changed(client, invited):
    _, path = invited()
    accept(client, path, email="stranger@palmetto.test")
    assert get_user_model().objects.filter(email="mei@palmetto.test").exists()
    assert not get_user_model().objects.filter(email="stranger@palmetto.test").exists()


def test_extra_fields_of_an_invitation_give_no_rights(client, invited):
    _, path = invited()
    accept(client, path, is_staff="on", is_superuser="on")
    person = get_user_model().objects.get(email="mei@palmetto.test")
    assert not person.is_staff
    assert not person.is_superuser


def test_a_weak_password_is_refused_and_the_invitation_stays_open(client, invited):
    invitation, path = invited()
    answer = accept(client, path, password1="password")
    assert answer.status_code == 200
    assert not get_user_model().objects.filter(email="mei@palmetto.test").exists()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_link_works_once(client, invited, client_of_nobody):
    _, path = invited()
    accept(client, path)
    assert_closed(client_of_nobody.get(path))
    assert_closed(accept(client_of_nobody, path))


def test_an_expired_link_says_so_in_a_sentence(client, invited):
    invitation, path = invited()
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert_closed(client.get(path))
    assert_closed(accept(client, path))


def test_a_revoked_link_says_so_in_a_sentence(client, invited):
    invitation, path = invited()
    invitations.revoke(invitation=invitation)
    assert_closed(accept(client, path))


def test_an_unknown_link_gets_the_same_answer(client):
    assert_closed(client.get("/accounts/invitation/never-sent/"))


def test_a_link_stops_when_its_address_already_signs_in(client, invited):
    _, path = invited()
    UserFactory(email="mei@palmetto.test")
    assert_closed(client.get(path))


def test_sending_again_replaces_the_link(client, invited, committed, mailoutbox, link_in):
    invitation, first = invited()
    with committed():
        invitations.resend(invitation=invitation)
    second = link_in(mailoutbox[-1])
    assert second != first
    assert_closed(client.get(first))
    assert client.get(second).status_code == 200


def test_an_expired_invitation_can_be_sent_again(client, invited, committed, mailoutbox, link_in):
    invitation, _ = invited()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with committed():
        invitations.resend(invitation=invitation)
    assert client.get(link_in(mailoutbox[-1])).status_code == 200


def test_an_accepted_invitation_is_neither_revoked_nor_sent_again(client, invited):
    invitation, path = invited()
    accept(client, path)
    with pytest.raises(InvitationClosed):
        invitations.revoke(invitation=invitation)
    with pytest.raises(AlreadyHasAccount):
        invitations.resend(invitation=invitation)


def test_two_people_with_one_link_make_one_account(invited):
    invitation, _ = invited()
    invitations.accept(invitation=invitation)
    with pytest.raises(InvitationClosed):
        invitations.accept(invitation=invitation)


def test_an_address_is_invited_only_once_regardless_of_case(invited):
    invited()
    with pytest.raises(AlreadyInvited):
        invitations.invite(email="MEI@palmetto.test", display_name="Mei", invited_by=None)


def test_people_with_an_account_are_not_invited():
    UserFactory(email="mei@palmetto.test")
    with pytest.raises(AlreadyHasAccount):
        invitations.invite(email="Mei@palmetto.test", display_name="Mei", invited_by=None)


def test_the_token_itself_is_not_stored(invited):
    _, path = invited()
    token = path.strip("/").split("/")[-1]
    assert token not in str(Invitation.objects.values().get())


def test_the_mail_links_to_the_configured_site(invited, mailoutbox, settings):
    settings.SITE_URL = "https://practicum.palmetto.test"
    invited()
    mail = mailoutbox[-1]
    assert mail.to == ["mei@palmetto.test"]
    assert "https://practicum.palmetto.test/accounts/invitation/" in mail.body
    assert "Mei Tan" in mail.body


@pytest.fixture
def client_of_nobody():
    from django.test import Client

    return Client()


def assert_closed(answer):
    assert answer.status_code == 404
    assert CLOSED in answer.content.decode()


def test_a_revoked_invitation_is_not_sent_again(invited, mailoutbox):
    invitation, _path = invited()
    invitations.revoke(invitation=invitation)
    with pytest.raises(InvitationClosed):
        invitations.resend(invitation=invitation)
    assert len(mailoutbox) == 1


def test_someone_who_is_signed_in_is_told_that_the_invitation_was_not_used(client, invited):
    invitation, path = invited()
    other = UserFactory()
    client.force_login(other)
    for answer in (client.get(path, follow=True), accept(client, path)):
        assert client.session["_auth_user_id"] == str(other.pk)
        assert answer.status_code in (200, 302)
    assert f"signed in as {other.email}, so the invitation was not used" in str(
        [*client.get("/accounts/").context["messages"]]
    )
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
