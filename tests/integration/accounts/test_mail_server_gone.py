"""While the mail server is down, people can carry on and their mail waits."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, mail_admins, send_mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import send_mail as wagtail_send_mail

from home.mail.models import OutgoingMail
from portal.accounts.mail import token_in
from portal.accounts.models import Invitation
from portal.accounts.services import invitations
from portal.settings.mail import by_way_of_the_outbox
from tests.factories.people import PASSWORD, UserFactory
from tests.servers.mail_server import free_port, running_mail_server

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def unreachable(settings):
    """Use production mail settings, with no server listening at the address."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for name, value in by_way_of_the_outbox({"EMAIL_BACKEND": SMTP}).items():
        setattr(settings, name, value)


@pytest.fixture
def person():
    return UserFactory(email="mei@palmetto.test")


def waiting() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(state="waiting"))


def test_a_password_can_be_reset_once_the_server_is_back(client, person, link_in):
    answer = client.post(reverse("account_reset_password"), {"email": person.email})
    assert answer.status_code == 302
    with pytest.raises(CommandError, match="Email will be sent later"):
        call_command("run_worker", once=True)
    with running_mail_server() as server:
        call_command("run_worker", once=True)
    (mail,) = server.mail_to(person.email)
    body = EmailMessage(body=mail.get_content())
    assert client.get(link_in(body), follow=True).status_code == 200


def test_the_first_person_signs_in_and_is_asked_to_confirm_the_address(client):
    call_command(
        "createsuperuser", email="first@palmetto.test", display_name="First", interactive=False
    )
    first = get_user_model().objects.get(email="first@palmetto.test")
    first.set_password(PASSWORD)
    first.save()
    answer = client.post(
        reverse("account_login"), {"login": first.email, "password": PASSWORD}, follow=True
    )
    assert answer.status_code == 200
    (mail,) = waiting()
    assert mail.to == first.email
    assert "/accounts/confirm-email/" in mail.text


def test_a_new_password_is_kept_and_its_notice_waits(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = "a-long-new-password-2026"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)
    assert [mail.to for mail in waiting()] == [person.email]


def test_an_unverified_address_gets_its_email_later(client, person):
    EmailAddress.objects.filter(user=person).update(verified=False)
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert [mail.to for mail in waiting()] == [person.email]


def test_an_invitation_waits_with_its_link(db):
    invitations.invite(email="new@palmetto.test", display_name="New", invited_by=None)
    (mail,) = waiting()
    assert mail.to == "new@palmetto.test"
    assert "/accounts/invitation/" in mail.text


def arrived_once_the_server_is_back() -> list[str]:
    with running_mail_server() as server:
        call_command("run_worker", once=True)
    return [mail.get_content() for mail in server.mailbox]


def withdraw(invitation: Invitation) -> None:
    invitations.revoke(invitation=invitation)


def let_expire(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def deactivate(invitation: Invitation) -> None:
    get_user_model().objects.filter(invitations=invitation).update(is_active=False)


@pytest.mark.parametrize("act", [withdraw, let_expire, deactivate])
def test_an_invitation_that_leads_nowhere_by_then_is_not_sent(person, act):
    person.set_unusable_password()
    person.save()
    act(invitations.invite_to(person, invited_by=None))
    assert waiting()
    assert arrived_once_the_server_is_back() == []
    assert not waiting()


def test_of_an_invitation_that_was_sent_again_only_the_link_that_works_arrives(db, client):
    invitation = invitations.invite(email="new@p.test", display_name="New", invited_by=None)
    invitations.resend(invitation=invitation)
    assert len(waiting()) == 2
    (text,) = arrived_once_the_server_is_back()
    assert client.get(reverse("account_invitation", args=[token_in(text)])).status_code == 200


def test_mail_to_the_editors_waits(db):
    assert wagtail_send_mail("Submitted", "A page waits for you.", ["edie@palmetto.test"]) == 1
    assert [mail.subject for mail in waiting()] == ["Submitted"]


def test_mail_to_the_administrators_waits(settings):
    settings.ADMINS = [("Ada", "ada@palmetto.test")]
    mail_admins("Broken", "A page is broken.", html_message="<p>A page is broken.</p>")
    (mail,) = waiting()
    assert (mail.to, mail.html) == ("ada@palmetto.test", "<p>A page is broken.</p>")


def test_each_recipient_gets_a_separate_mail_with_the_senders_options(db):
    EmailMessage(
        subject="Both of you",
        body="Hello.",
        from_email="dean@palmetto.test",
        to=["Ana <ana@example.test>"],
        cc=["ben@example.test"],
        reply_to=["desk@palmetto.test"],
        attachments=[("notes.txt", "Read me.", "text/plain")],
    ).send()
    with running_mail_server() as server:
        call_command("run_worker", once=True)
    ana, ben = server.mailbox
    assert [ana["To"], ben["To"]] == ["ana@example.test", "ben@example.test"]
    assert (ana["From"], ana["Reply-To"]) == ("dean@palmetto.test", "desk@palmetto.test")
    assert [part.get_filename() for part in ana.iter_attachments()] == ["notes.txt"]


def test_sent_account_mail_is_not_kept(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    (mail,) = waiting()
    assert "/accounts/password/reset/key/" in mail.text
    with running_mail_server():
        call_command("run_worker", once=True)
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html, mail.attachments) == ("sent", "", "", [])


def test_mail_to_an_invalid_address_stops_nothing(caplog):
    assert send_mail("Hello", "Hello.", None, ["nobody at home"]) == 0
    assert "not a valid address" in caplog.text
    assert waiting() == []


def test_no_mail_is_written_for_a_change_that_is_rolled_back(person):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        invitations.invite(email="new@palmetto.test", display_name="New", invited_by=None)
        raise ZeroDivisionError
    assert waiting() == []


def test_account_mail_is_sent_before_anything_else(client, person):
    new = UserFactory(email="new@palmetto.test")
    EmailAddress.objects.filter(user=new).update(verified=False)
    for address in (person.email, "nobody@palmetto.test"):
        client.post(reverse("account_reset_password"), {"email": address})
    client.post(reverse("account_login"), {"login": new.email, "password": PASSWORD})
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new_twice = dict.fromkeys(("password1", "password2"), "a-long-new-password-2026")
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new_twice})
    invitations.invite(email="ana@palmetto.test", display_name="Ana", invited_by=None)

    assert [mail.priority for mail in waiting()] == [OutgoingMail.Priority.ACCOUNT] * 5


def test_mail_from_elsewhere_is_a_notice(settings):
    settings.ADMINS = [("Ada", "ada@palmetto.test")]
    mail_admins("Broken", "A page is broken.")
    wagtail_send_mail("Submitted", "A page waits for you.", ["edie@palmetto.test"])

    assert [mail.priority for mail in waiting()] == [OutgoingMail.Priority.NOTICE] * 2
