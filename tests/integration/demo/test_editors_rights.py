"""Which records the demo's people may change: editors may change program facts, never students' records."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    OfficeRole,
    Supervisor,
)
from courses.curriculum.models import Course, Modality, Program
from courses.standards.models import LicensingStandard, SubjectArea

CURRICULUM = (Course, LicensingStandard, Modality, Program, SubjectArea)
OFFICE = (ClinicSite, Cohort, Credential, Enrollment, OfficeRole, Supervisor)
EVERYTHING = {model._meta.model_name for model in CURRICULUM}
MAY_CHANGE = {
    "wren": set(),  # a writer's changes need approval, and records have none
    "edie": {"program", "licensingstandard"},
    "nora": set(),
    "cora": set(),
    "admin": EVERYTHING,
}


@pytest.fixture
def signed_in(demo_school, client):
    def as_person(name: str):
        client.force_login(get_user_model().objects.get(email=f"{name}@palmetto.test"))
        return client

    return as_person


def opened(client, action: str, models) -> set[str]:
    """Return the names of the records whose form or list opens."""
    rows = {model._meta.model_name: model.objects.first() for model in models}
    return {
        name
        for name, row in rows.items()
        if client.get(address_of(name, action, row)).status_code == 200
    }


def address_of(name: str, action: str, row) -> str:
    return reverse(f"{name}:{action}", args=[row.pk] if action in ("edit", "delete") else [])


@pytest.mark.parametrize("person", MAY_CHANGE)
def test_each_person_changes_their_own_kinds_of_record(signed_in, person):
    client = signed_in(person)

    assert opened(client, "edit", CURRICULUM) == MAY_CHANGE[person]
    assert opened(client, "index", CURRICULUM) == MAY_CHANGE[person]
    assert opened(client, "add", CURRICULUM) == (EVERYTHING if person == "admin" else set())


@pytest.mark.parametrize("person", ["wren", "edie", "nora"])
def test_public_writers_cannot_open_student_records(signed_in, person):
    client, enrollment = signed_in(person), Enrollment.objects.first()

    for action in ("index", "add", "edit", "delete"):
        assert opened(client, action, OFFICE) == set()
    for address in (
        "/admin/curriculum/requirementset/",
        "/admin/users/",
        "/hours/students/",
        "/hours/ledger/",
        f"/hours/enrollments/{enrollment.public_id}/",
        f"/hours/enrollments/{enrollment.public_id}/transcripts/",
    ):
        assert client.get(address).status_code != 200, address


def test_the_editor_adds_a_start_and_the_page_shows_it(signed_in):
    client, program = signed_in("edie"), Program.objects.get(slug="massage-therapy")
    first_day = timezone.localdate() + timedelta(days=5)
    data = {
        **{name: getattr(program, name) for name in ("name", "name_es", "slug", "award")},
        **{"length_months": program.length_months, "standard": program.standard_id},
        "groups": streamfield([("group", group_that_begins(first_day))]),
        "curriculum": inline_formset([]),
    }
    client.post(reverse("program:edit", args=[program.pk]), nested_form_data(data))

    assert "11 places left" in client.get("/programs/massage-therapy/").text


def group_that_begins(day) -> dict:
    start = {"value": {"first_day": f"{day}", "places_left": "11"}, "order": "0", "deleted": ""}
    return {
        "name": "day",
        "meets": {"count": "0"},
        "starts": {"count": "1", "0": start},
    }
