"""The coordinator gives and ends access: signers with a title, auditors with limits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import OfficeRole
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.setup.selectors.access import mark_of
from tests.factories.clinic import TODAY, EnrollmentFactory, OfficeRoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW_SIGNER, NEW_AUDITOR = reverse("hours:setup_signer_new"), reverse("hours:setup_auditor_new")


def role_of(email) -> OfficeRole:
    return OfficeRole.objects.select_related("user").get(user__email=email)


def test_a_new_auditor_is_invited_and_reads_one_cohort_for_a_time(office, lucia, mei):
    typed = {"email": "board@state.test", "display_name": "Ada Board"}
    limits = {"opened": f"cohort-{lucia.cohort_id}", "until": TODAY + timedelta(days=9)}
    assert office.post(NEW_AUDITOR, typed | limits).status_code == 303
    role = role_of("board@state.test")
    assert role.until == TODAY + timedelta(days=9)
    assert enrollments_visible_to(role.user).get() == lucia


@pytest.mark.parametrize(
    ("address", "more"),
    [(NEW_AUDITOR, {"opened": "school"}), (NEW_SIGNER, {"title": "Dean"})],
)
def test_the_office_chooses_the_language_of_an_invitation(office, mailoutbox, address, more):
    typed = {"email": "board@state.test", "display_name": "Ada Board", "language": "es"}
    assert office.post(address, typed | more).status_code == 303
    assert "Elige tu contraseña" in mailoutbox[0].body


def test_an_auditor_reads_several_cohorts_and_programs_and_the_form_shows_them(office, lucia, mei):
    opened = [f"cohort-{lucia.cohort_id}", f"program-{mei.cohort.program_id}"]
    EnrollmentFactory()
    typed = {"email": "board@state.test", "display_name": "Ada Board", "opened": opened}
    assert office.post(NEW_AUDITOR, typed).status_code == 303
    role = role_of("board@state.test")
    assert set(enrollments_visible_to(role.user)) == {lucia, mei}
    page = office.get(reverse("hours:setup_auditor", args=[role.pk]))
    assert set(page.context["form"]["opened"].value()) == set(opened)
    listed = office.get(reverse("hours:setup_auditors")).text
    assert f"All of {mei.cohort.program}" in listed
    assert f"{lucia.cohort.program} · {lucia.cohort}" in listed


@pytest.mark.parametrize(
    ("opened", "sentence"),
    [
        ([], "Choose what they can read."),
        (["school", "cohort-{}"], "Choose either the whole school or parts of it."),
        (["cohort-0"], "Select a valid choice."),
    ],
)
def test_what_an_auditor_reads_is_chosen_in_so_many_words(office, lucia, opened, sentence):
    typed = {"email": "board@state.test", "display_name": "Ada Board"}
    opened = [each.format(lucia.cohort_id) for each in opened]
    answer = office.post(NEW_AUDITOR, typed | {"opened": opened})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "board@state.test" in answer.text


def test_forms_and_questions_lead_back_to_the_list(office, otis):
    pk = otis.office_role.pk
    for name, args in (("auditor_new", []), ("auditor", [pk]), ("auditor_end", [pk])):
        page = office.get(reverse(f"hours:setup_{name}", args=args)).text
        assert f'<a href="{reverse("hours:setup_auditors")}">Auditors</a>' in page


def test_access_that_is_ended_closes_at_once_and_can_be_given_again(office, otis, lucia):
    role = otis.office_role
    office.post(reverse("hours:setup_auditor_end", args=[role.pk]))
    otis = type(otis).objects.get(pk=otis.pk)
    assert not enrollments_visible_to(otis).exists()
    office.post(reverse("hours:setup_auditor", args=[role.pk]), {"opened": "school", "until": ""})
    assert enrollments_visible_to(type(otis).objects.get(pk=otis.pk)).exists()


def test_the_last_day_of_access_is_not_over(office, otis):
    typed = {"opened": "school", "until": TODAY - timedelta(days=1)}
    answer = office.post(reverse("hours:setup_auditor", args=[otis.office_role.pk]), typed)
    assert answer.status_code == 422
    assert "This day is over." in answer.text


def test_a_signer_has_a_title(office):
    person = UserFactory()
    assert office.post(NEW_SIGNER, {"email": person.email}).status_code == 422
    assert office.post(NEW_SIGNER, {"email": person.email, "title": "Dean"}).status_code == 303
    role = role_of(person.email)
    assert (role.role, role.title) == ("coordinator", "Dean")
    page = reverse("hours:setup_signer", args=[role.pk])
    office.post(page, {"title": "Registrar"})
    assert role_of(person.email).title == "Registrar"


def shown_on(office, address: str) -> str:
    """Return the hidden field of a form, as its page shows it."""
    form = office.get(address).context["form"]
    return form["shown"].value()


def test_the_second_of_two_who_change_a_title_is_told(office):
    role = OfficeRoleFactory(title="Dean")
    address = reverse("hours:setup_signer", args=[role.pk])
    shown = shown_on(office, address)
    assert office.post(address, {"title": "Registrar", "shown": shown}).status_code == 303
    answer = office.post(address, {"title": "Bursar", "shown": shown})
    assert answer.status_code == 409
    assert "Someone else changed this" in answer.text
    assert 'value="Bursar"' in answer.text
    assert role_of(role.user.email).title == "Registrar"


@pytest.mark.parametrize(
    "first", [{"opened": "school", "until": TODAY}, {"opened": "cohort-{}"}, None]
)
def test_the_second_of_two_who_change_what_an_auditor_reads_is_told(office, otis, lucia, first):
    """Saving a page from before the access was ended does not give it again."""
    role = otis.office_role
    address = reverse("hours:setup_auditor", args=[role.pk])
    shown = shown_on(office, address)
    if first:
        opened = first["opened"].format(lucia.cohort_id)
        assert office.post(address, first | {"opened": opened, "shown": shown}).status_code == 303
    else:
        office.post(reverse("hours:setup_auditor_end", args=[role.pk]))
    before = mark_of(role_of(otis.email))
    late = {"opened": f"program-{lucia.cohort.program_id}", "until": "", "shown": shown}
    answer = office.post(address, late)
    assert answer.status_code == 409
    assert "Someone else changed this" in answer.text
    assert mark_of(role_of(otis.email)) == before
    assert office.post(address, late | {"shown": shown_on(office, address)}).status_code == 303


def test_a_missing_title_is_shown(office):
    OfficeRoleFactory(title="")
    assert "No title yet" in office.get(reverse("hours:setup_signers")).text


def test_nobody_removes_their_own_role(office, cora):
    other = OfficeRoleFactory()
    own = reverse("hours:setup_signer_delete", args=[cora.office_role.pk])
    refused = office.post(own)
    assert refused.status_code == 422
    assert "You can&#x27;t remove your own role." in refused.text
    assert office.post(reverse("hours:setup_signer_delete", args=[other.pk])).status_code == 303
    assert list(OfficeRole.objects.all()) == [cora.office_role]


def test_someone_with_a_role_is_not_given_another(office, otis):
    answer = office.post(NEW_SIGNER, {"email": otis.email, "title": "Dean"})
    assert answer.status_code == 422
    assert "already has a role" in answer.text


def test_an_auditor_needs_an_address(office):
    answer = office.post(NEW_AUDITOR, {"opened": "school", "until": ""})
    assert answer.status_code == 422
    assert "Enter an email address." in answer.text


def test_a_new_person_needs_a_name(office):
    answer = office.post(NEW_SIGNER, {"email": "new@school.test", "title": "Dean"})
    assert answer.status_code == 422
    assert "Enter a name." in answer.text
    assert not OfficeRole.objects.filter(user__email="new@school.test").exists()
