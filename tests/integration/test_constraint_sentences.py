"""What the database refuses is explained in a sentence, never by a constraint's name."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from clinic_hours.people.models import OfficeRole
from home.core.fields.constraints import Guard
from tests.factories.clinic import (
    CohortFactory,
    CredentialFactory,
    OfficeRoleFactory,
    SupervisorFactory,
)

ROOMS = ("home", "courses", "clinic_hours", "accounts")
CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_models()
    if model._meta.app_label.startswith(ROOMS)
    for constraint in model._meta.constraints
    if not isinstance(constraint, Guard)  # which no form can violate
]


def sentence_of(model, constraint) -> str:
    """Return Django's message for a row that violates the constraint."""
    names_its_fields = isinstance(constraint, UniqueConstraint) and constraint.fields
    if names_its_fields and constraint.condition is None:
        return " ".join(model().unique_error_message(model, constraint.fields).messages)
    return str(constraint.get_violation_error_message())


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_every_constraint_has_a_sentence_in_both_languages(model, constraint):
    with override("en"):
        english = sentence_of(model, constraint)
    with override("es"):
        spanish = sentence_of(model, constraint)
    for sentence in (english, spanish):
        assert constraint.name not in sentence
        assert "_" not in sentence
        assert sentence.endswith(".")
    assert spanish != english


@pytest.mark.django_db
def test_a_row_that_violates_a_constraint_says_so_without_its_name():
    cohort = CohortFactory.build(program=CohortFactory().program)
    cohort.finishes_on = cohort.starts_on
    with pytest.raises(ValidationError, match="The planned finish must be after the start"):
        cohort.full_clean()


@pytest.fixture
def office(client):
    """The browser of the coordinator, who also manages the curriculum."""
    user = OfficeRoleFactory().user
    user.groups.add(*Group.objects.all())
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user)
    return client


def rows_of(name: str) -> tuple[object, dict, str, str]:
    """Return a row, its form data, and the sentence in both languages."""
    if name == "cohort":
        row = CohortFactory()
        typed = {
            "program": row.program_id,
            "name": row.name,
            "starts_on": "2026-09-01",
            "finishes_on": "2026-08-01",
        }
        return (
            row,
            typed,
            "The planned finish must be after the start date.",
            "El término previsto debe ser posterior a la fecha de inicio.",
        )
    row = CredentialFactory(supervisor=SupervisorFactory(credential=None))
    typed = {
        "supervisor": row.supervisor_id,
        "kind": row.kind,
        "jurisdiction": row.jurisdiction,
        "number": row.number,
        "issued_on": "2026-09-01",
        "expires_on": "2026-09-01",
    }
    return (
        row,
        typed,
        "The expiration date must be after the issue date.",
        "La fecha de vencimiento debe ser posterior a la de emisión.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["cohort", "credential"])
def test_the_admin_shows_the_sentence_in_the_readers_language(office, name):
    row, typed, english, spanish = rows_of(name)
    address = reverse(f"{name}:edit", args=[row.pk])
    profile = UserProfile.get_for_user(OfficeRole.objects.get().user)
    for language, sentence in (("en", english), ("es", spanish)):
        profile.preferred_language = language
        profile.save()
        answer = office.post(address, typed)
        assert answer.status_code == 200
        assert sentence in answer.text
        assert "_after_it_" not in answer.text


@pytest.mark.django_db
def test_a_plain_unique_constraint_names_its_fields(office):
    one, other = CohortFactory(), CohortFactory()
    other.program = one.program
    other.save()
    typed = {
        "program": one.program_id,
        "name": one.name,
        "starts_on": "2026-09-01",
        "finishes_on": "2027-08-01",
    }
    answer = office.post(reverse("cohort:edit", args=[other.pk]), typed)
    assert "Cohort with this Program and Name already exists." in answer.text
