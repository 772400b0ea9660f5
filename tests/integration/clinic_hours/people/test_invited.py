"""What becomes of an invitation that came with an account: accepted, withdrawn, sent again."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.notices.selectors.readers import language_of
from clinic_hours.people.domain.invitations import Status
from clinic_hours.people.selectors.invitations import invitations_of
from clinic_hours.people.services import accounts
from portal.accounts.errors import InvitationClosed
from portal.accounts.models import Invitation
from portal.accounts.services.invitations import invite, join, revoke
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def link_in(mail) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body)[1]


def accept(client, mail, **changes):
    form = {"display_name": "Inés Valdés", "password1": PASSWORD, **changes}
    return client.post(link_in(mail), form)


def test_accepting_sets_the_password_and_the_name_also_in_the_log(client, new_student, mailoutbox):
    ines = new_student().person
    answer = accept(client, mailoutbox[0], display_name="Inés Valdés Ruiz")
    assert answer.status_code == 302
    ines.refresh_from_db()
    assert ines.display_name == "Inés Valdés Ruiz"
    assert ines.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(ines.pk)
    assert client.get("/hours/").status_code == 200
    assert audit_ledger().is_ok


def test_an_invitation_is_in_the_language_that_the_office_chose(
    client, new_student, mailoutbox, cora
):
    ines = new_student(language="es").person
    accounts.resend_invitation(actor=cora, person=ines)
    accounts.withdraw_invitation(actor=cora, person=ines)
    accounts.resend_invitation(actor=cora, person=ines)
    with translation.override("en"):
        assert ["Elige tu contraseña" in mail.body for mail in mailoutbox] == [True] * 3
        accept(client, mailoutbox[-1])
    ines.refresh_from_db()
    assert language_of(ines) == "es"


def test_without_a_choice_an_invitation_is_in_the_schools_language(client, new_student, mailoutbox):
    with translation.override("es"):  # the coordinator's
        ines = new_student().person
    assert "Choose your password" in mailoutbox[0].body
    accept(client, mailoutbox[0])
    assert not UserProfile.objects.filter(user=ines).exists()


def test_an_invitation_is_accepted_once(client, new_student, mailoutbox):
    ines = new_student().person
    accept(client, mailoutbox[0])
    client.logout()
    assert accept(client, mailoutbox[0], password1=f"another {PASSWORD}").status_code == 404
    ines.refresh_from_db()
    assert ines.check_password(PASSWORD)
    assert invitations_of([ines.pk])[ines.pk].status == Status.ACCEPTED


def test_a_withdrawn_invitation_lets_nobody_in(client, new_student, mailoutbox, cora):
    ines = new_student().person
    accounts.withdraw_invitation(actor=cora, person=ines)
    ines.refresh_from_db()
    assert not ines.is_active
    assert accept(client, mailoutbox[0]).status_code == 404
    client.post("/accounts/password/reset/", {"email": ines.email})
    assert not any("/password/reset/key/" in mail.body for mail in mailoutbox)
    assert not any("/invitation/" in mail.body for mail in mailoutbox[1:])


def test_sending_again_after_a_withdrawal_invites_anew(client, new_student, mailoutbox, cora):
    ines = new_student().person
    accounts.withdraw_invitation(actor=cora, person=ines)
    accounts.resend_invitation(actor=cora, person=ines)
    assert accept(client, mailoutbox[0]).status_code == 404
    assert accept(client, mailoutbox[1]).status_code == 302
    ines.refresh_from_db()
    assert ines.is_active


def test_a_forgotten_password_leads_an_invited_person_to_the_invitation(
    client, new_student, mailoutbox
):
    new_student()
    client.post("/accounts/password/reset/", {"email": "INES@palmetto.test"})
    assert not any("/password/reset/key/" in mail.body for mail in mailoutbox)
    assert accept(client, mailoutbox[0]).status_code == 404
    assert accept(client, mailoutbox[1]).status_code == 302


def test_an_expired_invitation_is_renewed_by_its_owner(client, new_student, mailoutbox):
    new_student()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    client.post("/accounts/password/reset/", {"email": "ines@palmetto.test"})
    assert accept(client, mailoutbox[1]).status_code == 302


def test_a_revoked_invitation_deactivates_its_account_for_good(
    client, new_student, mailoutbox, cora
):
    ines = new_student().person
    revoke(invitation=Invitation.objects.get())
    ines.refresh_from_db()
    assert not ines.is_active
    accounts.reactivate_person(actor=cora, person=ines)
    client.post("/accounts/password/reset/", {"email": ines.email})
    assert not any("/password/reset/key/" in mail.body for mail in mailoutbox)


def test_someone_who_joined_is_neither_invited_again_nor_withdrawn(cora):
    joined = UserFactory()
    for act in (accounts.resend_invitation, accounts.withdraw_invitation):
        with pytest.raises(NotAllowed, match="joined"):
            act(actor=cora, person=joined)


def test_an_earlier_invitation_to_the_address_is_replaced(client, new_student, mailoutbox):
    invite(email="ines@palmetto.test", display_name="Inés", invited_by=None)
    new_student()
    assert accept(client, mailoutbox[0]).status_code == 404
    assert accept(client, mailoutbox[1]).status_code == 302


def test_a_deactivated_account_does_not_use_its_invitation(new_student, cora):
    ines = new_student().person
    accounts.deactivate_person(actor=cora, person=ines)
    with pytest.raises(NotAllowed, match="not_to_be_deactivated"):
        accounts.deactivate_person(actor=cora, person=cora)
    accounts.reactivate_person(actor=cora, person=ines)
    joined = join(invitation=Invitation.objects.get(), display_name="Inés", password=PASSWORD)
    assert joined == ines


def test_a_form_that_was_open_when_the_link_was_sent_again_lets_nobody_in(new_student, cora):
    ines = new_student().person
    opened = Invitation.objects.select_related("user").get()
    accounts.resend_invitation(actor=cora, person=ines)
    with pytest.raises(InvitationClosed):
        join(invitation=opened, display_name="Inés", password=PASSWORD)


def test_a_forgotten_password_does_not_open_a_deactivated_account(
    client, new_student, mailoutbox, cora
):
    ines = new_student().person
    accounts.deactivate_person(actor=cora, person=ines)
    answer = client.post("/accounts/password/reset/", {"email": ines.email})
    assert answer.status_code == 302
    assert not any("/password/reset/key/" in mail.body for mail in mailoutbox)
    assert not any("/invitation/" in mail.body for mail in mailoutbox[1:])


def test_no_browser_keeps_the_page_behind_a_link(client, new_student, mailoutbox):
    new_student()
    page = link_in(mailoutbox[0])
    for address in (page, "/accounts/invitation/no-such-token/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_a_link_does_not_replace_a_password_that_was_set_another_way(
    client, new_student, mailoutbox
):
    ines = new_student().person
    ines.set_password(f"another {PASSWORD}")
    ines.save()
    assert accept(client, mailoutbox[0]).status_code == 404
    ines.refresh_from_db()
    assert not ines.check_password(PASSWORD)
