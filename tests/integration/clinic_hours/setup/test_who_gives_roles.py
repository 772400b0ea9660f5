"""Who may give, change and take roles, whatever page or script asks for it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import OfficeRole
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.setup.services.roles import (
    change_title,
    end_access,
    give_role,
    limit_access,
    remove_coordinator,
)
from tests.factories.clinic import NOW, TODAY, OfficeRoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
Role = OfficeRole.Role
DEAN = {"role": Role.COORDINATOR, "title": "Dean"}


def titled(title: str) -> Edit:
    return Edit({"title": title})


# Each with the role that it changes.
ACTS = {
    "limit": (
        Role.AUDITOR,
        lambda role, actor: limit_access(actor=actor, role=role, opened=None, until=None),
    ),
    "end": (Role.AUDITOR, lambda role, actor: end_access(actor=actor, role=role, now=NOW)),
    "title": (
        Role.COORDINATOR,
        lambda role, actor: change_title(actor=actor, role=role, edit=titled("Dean")),
    ),
    "remove": (
        Role.COORDINATOR,
        lambda role, actor: remove_coordinator(actor=actor, role=role),
    ),
}


def columns_of(role: OfficeRole) -> dict:
    return OfficeRole.objects.values().get(pk=role.pk)


@pytest.fixture
def roles(otis):
    """Return an auditor's role with a last day, and a coordinator's."""
    OfficeRole.objects.filter(user=otis).update(until=TODAY + timedelta(days=9))
    return {Role.AUDITOR: otis.office_role, Role.COORDINATOR: OfficeRoleFactory(title="Registrar")}


@pytest.mark.parametrize("act", ACTS)
def test_only_the_office_changes_and_takes_roles(act, roles, otis, rosa, lucia):
    kind, change = ACTS[act]
    before = columns_of(roles[kind])
    for outsider in (otis, rosa.user, lucia.student):
        with pytest.raises(NotAllowed, match="not_the_office"):
            change(roles[kind], outsider)
    assert columns_of(roles[kind]) == before


@pytest.mark.parametrize("act", ACTS)
def test_what_is_for_auditors_leaves_coordinators_alone_and_the_reverse(act, roles, cora):
    kind, change = ACTS[act]
    (other,) = (role for each, role in roles.items() if each != kind)
    before = columns_of(other)
    with pytest.raises(Conflict):
        change(other, cora)
    assert columns_of(other) == before


def test_only_the_office_gives_roles(otis, rosa, lucia):
    known = UserFactory()
    for outsider in (otis, rosa.user, lucia.student):
        with pytest.raises(NotAllowed, match="not_the_office"):
            give_role(actor=outsider, email=known.email, display_name="", **DEAN)
    assert not OfficeRole.objects.filter(user=known).exists()


def test_a_known_person_needs_no_name_however_the_address_is_written(cora):
    known = UserFactory()
    address = known.email.upper()
    role, is_invited = give_role(actor=cora, email=address, display_name="", **DEAN)
    assert (role.user, is_invited) == (known, False)


def test_a_signer_who_is_added_again_keeps_the_title(cora):
    signer = OfficeRoleFactory(title="Registrar")
    with pytest.raises(NotAllowed, match="has_a_role"):
        give_role(actor=cora, email=signer.user.email, display_name="", **DEAN)
    assert OfficeRole.objects.get(pk=signer.pk).title == "Registrar"


def test_the_first_end_of_an_access_stays(cora, otis):
    for later in (NOW, NOW + timedelta(hours=1)):
        end_access(actor=cora, role=otis.office_role, now=later)
    assert OfficeRole.objects.get(user=otis).ended_at == NOW


def test_an_access_without_any_program_or_cohort_opens_nothing(cora, otis, lucia):
    limit_access(actor=cora, role=otis.office_role, opened=[], until=None)
    assert not enrollments_visible_to(type(otis).objects.get(pk=otis.pk)).exists()


@pytest.mark.parametrize("wrong", [{"title": "x" * 81}, {"until": TODAY}], ids=str)
def test_what_the_model_rejects_gives_no_role(cora, wrong):
    known = UserFactory()
    with pytest.raises(ValidationError):
        give_role(actor=cora, email=known.email, display_name="", **DEAN | wrong)
    assert not OfficeRole.objects.filter(user=known).exists()


def test_ones_own_page_does_not_offer_to_remove_the_role(office, cora):
    other = OfficeRoleFactory()
    for role, offered in ((cora.office_role, False), (other, True)):
        page = office.get(reverse("hours:setup_signer", args=[role.pk])).text
        assert (reverse("hours:setup_signer_delete", args=[role.pk]) in page) == offered
