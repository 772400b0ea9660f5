"""An invitation is answered, withdrawn or sent while somebody else does the same."""

from functools import partial

import pytest
from django.contrib.auth import get_user_model

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.people.models import OfficeRole
from clinic_hours.people.services import accounts
from clinic_hours.setup.services.roles import give_role
from portal.accounts.errors import AlreadyHasAccount, AlreadyInvited, InvitationClosed
from portal.accounts.models import Invitation
from portal.accounts.services.invitations import invite, join
from tests.factories.clinic import OfficeRoleFactory
from tests.factories.people import PASSWORD, UserFactory
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)
AUDITOR = {"display_name": "Ada Board", "role": OfficeRole.Role.AUDITOR}


@pytest.fixture
def offices():
    return [office.user for office in OfficeRoleFactory.create_batch(2)]


def test_two_coordinators_invite_one_address_once(offices):
    give = partial(give_role, email="ada@state.test", **AUDITOR)
    outcomes = race(*(partial(give, actor=each) for each in offices))
    assert surprises(outcomes, Conflict, NotAllowed) == []
    assert OfficeRole.objects.get(user__email="ada@state.test").role == OfficeRole.Role.AUDITOR
    assert Invitation.objects.count() == 1


def test_two_coordinators_give_one_person_one_role(offices):
    known = UserFactory()
    coordinator = {"role": OfficeRole.Role.COORDINATOR, "title": "Dean"}
    outcomes = race(
        partial(give_role, actor=offices[0], email=known.email, **AUDITOR),
        partial(give_role, actor=offices[1], email=known.email, **AUDITOR | coordinator),
    )
    assert surprises(outcomes, NotAllowed) == []
    assert len(winners(outcomes)) == 1
    assert OfficeRole.objects.filter(user=known).count() == 1


def test_the_admin_and_the_desk_invite_one_address_without_an_error(offices, new_student):
    address = "ines@palmetto.test"
    outcomes = race(
        new_student, partial(invite, email=address, display_name="Inés", invited_by=offices[0])
    )
    assert surprises(outcomes, Conflict, AlreadyHasAccount, AlreadyInvited) == []
    assert Invitation.objects.unanswered().filter(email=address).count() == 1


def test_who_accepts_while_the_invitation_is_withdrawn_is_either_in_or_out(offices, new_student):
    ines = new_student().person
    invitation = Invitation.objects.select_related("user").get()
    outcomes = race(
        partial(join, invitation=invitation, display_name="Inés", password=PASSWORD),
        partial(accounts.withdraw_invitation, actor=offices[0], person=ines),
    )
    assert surprises(outcomes, InvitationClosed, NotAllowed) == []
    assert len(winners(outcomes)) == 1
    ines.refresh_from_db()
    assert ines.is_active == ines.has_usable_password() == (winners(outcomes) == [0])


def test_who_joined_after_the_page_was_shown_is_neither_withdrawn_nor_invited_again(
    offices, new_student
):
    shown = new_student().person
    invitation = Invitation.objects.select_related("user").get()
    join(invitation=invitation, display_name="Inés", password=PASSWORD)
    for act in (accounts.withdraw_invitation, accounts.resend_invitation):
        with pytest.raises(NotAllowed, match="joined"):
            act(actor=offices[0], person=shown)
    assert get_user_model().objects.get(pk=shown.pk).is_active
    assert Invitation.objects.count() == 1


def test_a_form_that_was_open_when_the_account_was_deactivated_lets_nobody_in(offices, new_student):
    ines = new_student().person
    opened = Invitation.objects.select_related("user").get()
    accounts.deactivate_person(actor=offices[0], person=ines)
    with pytest.raises(InvitationClosed):
        join(invitation=opened, display_name="Inés", password=PASSWORD)
    ines.refresh_from_db()
    assert not ines.has_usable_password()


@pytest.mark.parametrize("act", ["resend_invitation", "withdraw_invitation"])
def test_the_office_neither_withdraws_nor_reactivates_a_superuser(offices, act):
    boss = UserFactory(is_superuser=True, is_active=act == "withdraw_invitation")
    boss.set_unusable_password()
    boss.save()
    with pytest.raises(NotAllowed, match="not_to_be_deactivated"):
        getattr(accounts, act)(actor=offices[0], person=boss)
    before = boss.is_active
    boss.refresh_from_db()
    assert boss.is_active == before
