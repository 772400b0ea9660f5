"""Forged, absurd and repeated posts to the office's pages about people: each gets a sentence or a 404."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clinic_hours.ledger.models import LogEntry
from clinic_hours.people.models import Credential, Document, Enrollment, Supervisor
from clinic_hours.people.services.documents import FILES
from tests.factories.clinic import CohortFactory, SupervisorFactory, published_set
from tests.factories.people import UserFactory

from .edits import form_of

pytestmark = pytest.mark.django_db
LONG = "x" * 5000
PDF = b"%PDF-1.7\n%card"
KEPT = (get_user_model(), Credential, Document, Enrollment, Supervisor, LogEntry)
FILE = {"document_new": "file", "license_new": "evidence", "new_instructor": "evidence"}
ABSURD = [
    ("person_name", {"display_name": LONG}),
    ("person_name", {"display_name": "a\x00b"}),
    ("person_name", {"display_name": " "}),
    ("instructor_edit", {"printed_name": LONG}),
    ("instructor_edit", {"sites": "999999999999999999999"}),
    ("license_edit", {"number": LONG}),
    ("license_edit", {"kind": "surgeon"}),
    ("license_edit", {"jurisdiction": "US-ZZ"}),
    ("license_edit", {"issued_on": "9999-12-31", "expires_on": "9999-12-31"}),
    ("license_edit", {"expires_on": "99999-01-01"}),
    ("license_new", {"number": LONG}),
    ("license_new", {"issued_on": "0001-01-01"}),
    ("license_new", {"expires_on": "9999-12-31"}),
    ("document_new", {"kind": "passport"}),
    ("document_new", {"expires_on": "9999-12-31"}),
    ("enrollment_edit", {"student_number": LONG}),
    ("enrollment_edit", {"status": "graduated"}),
    ("enrollment_edit", {"target_on": "9999-12-31"}),
    ("enrollment_edit", {"cohort": "1 OR 1=1"}),
    ("new_student", {"email": f"{LONG}@palmetto.test"}),
    ("new_student", {"display_name": "\u202eevil"}),
    ("new_student", {"started_on": "9999-12-31"}),
    ("new_student", {"requirement_set": "999999999999999999999"}),
    ("new_instructor", {"printed_name": LONG}),
    ("new_instructor", {"issued_on": "9999-12-31", "expires_on": "9999-12-31"}),
]


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(FILES, "location", str(tmp_path / "private"))


@pytest.fixture
def address(lucia, rosa):
    """Return a function that gives the address of a page about Rosa or Lucía."""
    about = {
        "new_student": [],
        "new_instructor": [],
        "enrollment_edit": [lucia.public_id],
        "license_edit": [rosa.user.public_id, rosa.credentials.get().public_id],
    }
    return lambda name: reverse(f"hours:{name}", args=about.get(name, [rosa.user.public_id]))


@pytest.fixture
def sent(at_the_office, address, site):
    """Return a function that gives what a browser sends from a page if all is well."""
    edition = published_set()
    license = {"kind": "LMT", "number": "MA 99001", "jurisdiction": "US-FL"}
    license |= {"issued_on": "2025-09-01", "expires_on": "2027-08-31"}
    student = {"email": "ines@palmetto.test", "display_name": "Inés", "student_number": "PC-1"}
    cohort = CohortFactory(program=edition.program)
    typed = {
        "license_new": license,
        "document_new": {"kind": Document.Kind.CPR},
        "new_student": student | {"cohort": cohort.pk, "requirement_set": edition.pk},
        "new_instructor": license
        | {"email": "omar@palmetto.test", "printed_name": "Omar Haddad", "sites": [site.pk]},
    }

    def fields(name: str) -> dict:
        upload = {FILE[name]: SimpleUploadedFile("card.pdf", PDF)} if name in FILE else {}
        return form_of(at_the_office, address(name)) | typed.get(name, {}) | upload

    return fields


def rows() -> dict[str, list]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


@pytest.mark.parametrize(("name", "absurd"), ABSURD)
def test_an_absurd_value_is_refused_with_a_sentence(at_the_office, address, sent, name, absurd):
    form, before = sent(name), rows()
    answer = at_the_office.post(address(name), form | absurd)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.text
    assert rows() == before


@pytest.mark.parametrize("name", sorted({name for name, _absurd in ABSURD}))
def test_the_same_form_without_it_is_saved(at_the_office, address, sent, name):
    assert at_the_office.post(address(name), sent(name)).status_code == 303


@pytest.mark.parametrize("name", ["license_new", "new_student", "new_instructor"])
def test_a_second_click_adds_nothing(at_the_office, address, sent, name):
    form = sent(name)
    assert at_the_office.post(address(name), form).status_code == 303
    before = rows()
    assert at_the_office.post(address(name), form).status_code == 422
    assert rows() == before


def test_fields_that_a_page_does_not_have_are_ignored(
    at_the_office, address, sent, rosa, lucia, mei
):
    forged = {"email": "mallory@x.test", "is_superuser": "on", "is_staff": "on"}
    at_the_office.post(address("person_name"), sent("person_name") | forged)
    at_the_office.post(
        address("instructor_edit"), sent("instructor_edit") | {"user": mei.student.pk}
    )
    other = SupervisorFactory()
    at_the_office.post(address("license_edit"), sent("license_edit") | {"supervisor": other.pk})
    of_mei = {"student": mei.student.pk, "requirement_set": mei.requirement_set.pk}
    at_the_office.post(address("enrollment_edit"), sent("enrollment_edit") | of_mei)
    before = rosa.user.email, rosa.user_id, lucia.student_id, lucia.requirement_set_id
    rosa.refresh_from_db()
    lucia.refresh_from_db()
    assert (rosa.user.email, rosa.user_id, lucia.student_id, lucia.requirement_set_id) == before
    assert not rosa.user.is_superuser
    assert Credential.objects.filter(supervisor=rosa).exists()


def test_a_cohort_of_another_program_is_refused(at_the_office, address, sent, mei):
    form = sent("enrollment_edit") | {"cohort": mei.cohort_id}
    assert at_the_office.post(address("enrollment_edit"), form).status_code == 422


def test_what_belongs_to_somebody_else_or_to_nobody_is_not_found(at_the_office, rosa, lucia):
    stranger, other = UserFactory(), SupervisorFactory()
    license = other.credentials.get().public_id
    addresses = [
        reverse("hours:license_edit", args=[rosa.user.public_id, license]),
        reverse("hours:license_new", args=[lucia.student.public_id]),
        reverse("hours:instructor_edit", args=[lucia.student.public_id]),
        reverse("hours:person_name", args=[stranger.public_id]),
        reverse("hours:document_new", args=[stranger.public_id]),
        reverse("hours:enrollment_edit", args=[uuid4()]),
        reverse("hours:document_check", args=[uuid4()]),
        reverse("hours:person_act", args=[rosa.user.public_id, "promote"]),
    ]
    assert {at_the_office.post(each).status_code for each in addresses} == {404}
