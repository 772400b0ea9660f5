"""The coordinator's forms that bring people in, and the documents added with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clinic_hours.people.models import Document, Enrollment, Supervisor
from clinic_hours.people.services.documents import FILES
from portal.accounts.models import Invitation
from tests.factories.clinic import (
    CohortFactory,
    CredentialFactory,
    EnrollmentFactory,
    published_set,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW_STUDENT, NEW_INSTRUCTOR = "/hours/people/new-student/", "/hours/people/new-instructor/"
PDF = b"%PDF-1.7\n%evidence"


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(FILES, "location", str(tmp_path / "private"))


@pytest.fixture
def office(client, cora):
    client.force_login(cora)
    return client


@pytest.fixture
def student_form():
    edition = published_set()
    return {
        "display_name": "Inés Valdés",
        "email": "ines@palmetto.test",
        "student_number": "PC-1",
        "cohort": CohortFactory(program=edition.program).pk,
        "requirement_set": edition.pk,
        "started_on": "2026-11-02",
    }


@pytest.fixture
def instructor_form(site):
    return {
        "printed_name": "Omar Haddad, LMT",
        "email": "omar@palmetto.test",
        "kind": "LMT",
        "number": "MA 77001",
        "jurisdiction": "US-FL",
        "issued_on": "2024-09-01",
        "expires_on": "2028-08-31",
        "sites": [site.pk],
        "evidence": SimpleUploadedFile("../../license.exe", PDF),
    }


def page_of(person) -> str:
    return f"/hours/people/{person.public_id}/"


def test_one_form_adds_a_student(office, student_form):
    answer = office.post(NEW_STUDENT, student_form, follow=True)
    assert answer.redirect_chain == [(page_of(Enrollment.objects.get().student), 303)]
    assert "The invitation is on its way to ines@palmetto.test." in answer.text
    assert "Invited" in answer.text
    assert Invitation.objects.get().user == Enrollment.objects.get().student


def test_one_form_adds_an_instructor_with_evidence(office, instructor_form):
    answer = office.post(NEW_INSTRUCTOR, instructor_form, follow=True)
    document = Document.objects.get()
    assert "LMT – Licensed Massage Therapist" in answer.text
    assert "Florida" in answer.text
    assert f"/hours/documents/{document.public_id}/" in answer.text


def test_the_office_chooses_the_language_of_an_invitation(
    office, student_form, instructor_form, mailoutbox
):
    for address, form in ((NEW_STUDENT, student_form), (NEW_INSTRUCTOR, instructor_form)):
        assert office.get(address).context["form"]["language"].value() == "en"
        assert office.post(address, form | {"language": "es"}).status_code == 303
        assert office.post(address, form | {"language": "xx"}).status_code == 422
    assert ["Elige tu contraseña" in mail.body for mail in mailoutbox] == [True] * 2


def test_a_license_that_is_sent_twice_is_entered_once_with_one_file(office, instructor_form, rosa):
    answers = [
        office.post(
            f"{page_of(rosa.user)}new-license/",
            instructor_form | {"evidence": SimpleUploadedFile("license.pdf", PDF)},
        )
        for _click in range(2)
    ]
    assert answers[0].status_code == 303
    refused(
        answers[1], "number", "A license with this number and expiration date was already entered."
    )
    assert len(FILES.listdir("documents")[1]) == Document.objects.count() == 1


def test_someone_with_an_account_is_recognized(office, student_form):
    known = UserFactory(email="INES@palmetto.test".lower(), display_name="Inés V.")
    answer = office.post(NEW_STUDENT, {**student_form, "email": "INES@palmetto.test"}, follow=True)
    assert "Inés V. already has an account (ines@palmetto.test)" in answer.text
    assert known.enrollments.exists()


def refused(answer, field: str, sentence: str) -> None:
    """Assert that a form came back with the sentence at its field, and everything typed."""
    assert answer.status_code == 422
    form = answer.context["form"]
    assert any(sentence in each for each in form.errors[field])
    for name, value in form.data.items():
        if name in form.fields and name not in ("evidence", "sites"):
            assert str(form[name].value()) == str(value)
    for text in ("constraint", "UNIQUE", "one_", "a_credential"):
        assert text not in answer.text


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("display_name", "", "Enter a name."),
        ("display_name", "In\u200bés", "invisible character"),
        ("email", "nobody", "Enter a valid email address."),
        ("student_number", "TAKEN", "Another student already has this number."),
        ("cohort", "0", "Select a valid choice."),
        ("started_on", "02/11/2026", "Enter the date like 2026-11-23"),
    ],
)
def test_what_is_wrong_with_a_student_is_said_at_its_field(
    office, student_form, field, wrong, sentence
):
    EnrollmentFactory(student_number="TAKEN")
    refused(office.post(NEW_STUDENT, {**student_form, field: wrong}), field, sentence)


def test_an_edition_of_another_program_is_refused_at_its_field(office, student_form):
    form = {**student_form, "requirement_set": published_set().pk}
    refused(office.post(NEW_STUDENT, form), "requirement_set", "different program than the cohort")


def test_a_deactivated_account_is_refused_at_the_email(office, student_form):
    UserFactory(email="ines@palmetto.test", is_active=False)
    refused(office.post(NEW_STUDENT, student_form), "email", "is deactivated")


def test_a_second_enrollment_under_an_edition_is_refused_at_its_field(office, student_form):
    office.post(NEW_STUDENT, student_form)
    again = {**student_form, "student_number": "PC-2"}
    refused(office.post(NEW_STUDENT, again), "requirement_set", "already enrolled under this")


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("kind", "Wizard", "Select a valid choice."),
        ("jurisdiction", "US-XX", "Select a valid choice."),
        ("number", "", "Enter the license number."),
        ("expires_on", "2024-09-01", "must be after the issue date"),
        ("number", "MA 1", "was already entered"),
    ],
)
def test_what_is_wrong_with_an_instructor_is_said_at_its_field(
    office, instructor_form, rosa, field, wrong, sentence
):
    CredentialFactory(supervisor=rosa, number="MA 1", expires_on="2028-08-31")
    answer = office.post(NEW_INSTRUCTOR, {**instructor_form, field: wrong})
    refused(answer, field, sentence)
    refused(answer, "evidence", "Choose the file again.")
    assert not Supervisor.objects.exclude(pk=rosa.pk).exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90", "not a PDF, JPEG or PNG file"),
        (b"", "This file is empty"),
        (b"%PDF-" + b"0" * 10 * 1024 * 1024, "too large"),
    ],
)
def test_a_file_that_is_not_accepted_is_refused_at_its_field(
    office, instructor_form, content, sentence
):
    form = {**instructor_form, "evidence": SimpleUploadedFile("license.pdf", content)}
    refused(office.post(NEW_INSTRUCTOR, form), "evidence", sentence)


def test_a_document_is_downloaded_by_those_who_may_see_it_under_a_safe_name(
    office, instructor_form, cora, otis, lucia
):
    office.post(NEW_INSTRUCTOR, instructor_form)
    document = Document.objects.get()
    readers = {cora: 200, otis: 200, document.person: 200, lucia.student: 404}
    for reader, status in readers.items():
        browser = Client()
        browser.force_login(reader)
        answer = browser.get(f"/hours/documents/{document.public_id}/")
        assert answer.status_code == status
    answer = office.get(f"/hours/documents/{document.public_id}/")
    assert answer["Content-Disposition"] == 'attachment; filename="license.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/pdf",
        "nosniff",
    )
    assert b"".join(answer.streaming_content) == PDF


def test_the_office_notes_who_checked_a_document(office, instructor_form, cora):
    office.post(NEW_INSTRUCTOR, instructor_form)
    document = Document.objects.get()
    office.post(f"/hours/documents/{document.public_id}/check/")
    document.refresh_from_db()
    assert document.checked_by == cora
    assert "Mark as checked" not in office.get(page_of(document.person)).text
