"""Documents about people: who may check and open them, and what becomes of their files."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.people.domain.documents import LARGEST
from clinic_hours.people.models import Document
from clinic_hours.people.selectors.people import documents_visible_to
from clinic_hours.people.services.documents import FILES, add_document, check_document
from tests.factories.clinic import NOW, TODAY, OfficeRoleFactory

from .conftest import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(cora):
    """Return a function that adds a document about a person."""

    def add(person, name="card.pdf", content=PDF, **facts):
        upload = SimpleUploadedFile(name, content)
        like = {"actor": cora, "kind": Document.Kind.CPR}
        return add_document(person=person, upload=upload, **like | facts)

    return add


def files() -> list[str]:
    return FILES.listdir("documents")[1]


def own_list(page) -> str:
    return page.get(reverse("hours:own_documents")).text


def address_of(document: Document) -> str:
    return reverse("hours:document", args=[document.public_id])


def test_the_second_of_two_clicks_keeps_no_second_file(desk_of, lucia, cora):
    office, address = desk_of(cora), reverse("hours:document_new", args=[lucia.student.public_id])
    for _click in range(2):
        typed = {"kind": "cpr", "expires_on": TODAY, "file": SimpleUploadedFile("card.pdf", PDF)}
        assert office.post(address, typed).status_code == 303
    document = Document.objects.get()
    assert files() == [document.file.name.removeprefix("documents/")]
    assert desk_of(lucia.student).get(address_of(document)).status_code == 200


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Document.Kind.IDENTITY},
        {"issued_on": TODAY},
        {"expires_on": TODAY},
        {"content": PDF + b"another"},
    ],
    ids=str,
)
def test_what_differs_is_another_document(about, lucia, mei, other):
    for person, facts in ((lucia.student, {}), (lucia.student, other), (mei.student, {})):
        about(person, **facts)
    assert Document.objects.count() == len(files()) == 3


def test_a_file_that_is_gone_can_be_added_again(about, lucia):
    FILES.delete(about(lucia.student).file.name)
    assert FILES.exists(about(lucia.student).file.name)


def test_nobody_checks_a_document_about_themselves(desk_of, about, cora):
    own = about(cora)
    page = desk_of(cora)
    answer = page.post(reverse("hours:document_check", args=[own.public_id]))
    assert answer.status_code == 409
    assert "You can&#x27;t check a document about yourself." in answer.text
    assert "Mark as checked" not in answer.text
    with pytest.raises(NotAllowed, match="own_document"):
        check_document(actor=cora, document=own)
    own.refresh_from_db()
    assert own.checked_at is None


def test_only_the_office_adds_a_document(about, lucia, otis):
    about(lucia.student)
    for actor in (lucia.student, otis):
        with pytest.raises(NotAllowed, match="not_the_office"):
            about(lucia.student, actor=actor)
    assert len(files()) == 1


def test_only_the_office_checks_a_document(about, lucia, mei, otis):
    document = about(lucia.student)
    for actor in (lucia.student, mei.student, otis):
        with pytest.raises(NotAllowed, match="not_the_office"):
            check_document(actor=actor, document=document)


def test_a_file_that_is_gone_is_said_in_a_sentence(desk_of, about, lucia):
    document = about(lucia.student)
    FILES.delete(document.file.name)
    answer = desk_of(lucia.student).get(address_of(document))
    assert answer.status_code == 404
    assert "its file is no longer in the school's storage" in answer.text


@pytest.mark.parametrize(
    ("uploaded", "shown"),
    [
        ("card.svg", "card.pdf"),
        ("ca\r\nrd\x00.html", "card.pdf"),
        (".pdf", "document.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("x" * 200, "x" * 140 + ".pdf"),
        ("CPR “2026”.pdf", "CPR “2026”.pdf"),
    ],
)
def test_a_file_is_stored_without_its_name_and_shown_under_a_safe_one(
    about, lucia, uploaded, shown
):
    document = about(lucia.student, uploaded)
    assert document.name == shown
    assert "." not in document.file.name
    assert document.file.name.startswith("documents/")


def test_a_file_is_never_shown_inside_the_site(desk_of, about, lucia):
    answer = desk_of(lucia.student).get(address_of(about(lucia.student)))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_document_of_a_deactivated_person_is_closed_to_them_and_stays_with_the_office(
    desk_of, client, about, lucia, cora
):
    document = about(lucia.student)
    client.force_login(lucia.student)
    lucia.student.is_active = False
    lucia.student.save()
    assert client.get(address_of(document)).status_code == 302
    assert desk_of(cora).get(address_of(document)).status_code == 200


def test_everybody_finds_their_own_documents_by_links(desk_of, about, lucia, mei):
    own, other = about(lucia.student), about(mei.student)
    page = desk_of(lucia.student)
    assert f'href="{reverse("hours:own_documents")}"' in page.get("/hours/").text
    assert address_of(own) in own_list(page)
    assert address_of(other) not in own_list(page)


def test_the_own_list_says_what_is_checked_what_waits_and_what_expired(desk_of, about, lucia, cora):
    page = desk_of(lucia.student)
    waiting = about(lucia.student, expires_on=TODAY)
    assert "Waiting to be checked" in own_list(page)
    check_document(actor=cora, document=waiting, now=NOW)
    assert "Checked Nov 16, 2026" in own_list(page)
    with time_machine.travel(NOW + timedelta(days=1)):
        assert "Expired" in own_list(page)


def test_an_auditor_with_a_limit_opens_no_licenses(desk_of, new_instructor, otis):
    new_instructor()
    address = address_of(Document.objects.get())
    assert desk_of(otis).get(address).status_code == 200
    otis.office_role.is_limited = True
    otis.office_role.save()
    assert desk_of(otis).get(address).status_code == 404


def test_an_auditor_of_the_whole_school_opens_no_other_documents(desk_of, about, lucia, otis):
    """They name students, whose names are hidden from auditors."""
    assert desk_of(otis).get(address_of(about(lucia.student))).status_code == 404


def test_the_first_check_of_a_document_stays(about, lucia, cora):
    document = about(lucia.student)
    check_document(actor=cora, document=document, now=NOW)
    check_document(actor=OfficeRoleFactory().user, document=document, now=NOW + timedelta(days=1))
    document.refresh_from_db()
    assert (document.checked_by, document.checked_at) == (cora, NOW)


def test_a_file_that_is_too_large_is_not_stored(lucia, cora):
    upload = SimpleUploadedFile("card.pdf", PDF)
    upload.size = LARGEST + 1
    with pytest.raises(NotAllowed, match="file_not_accepted"):
        add_document(actor=cora, person=lucia.student, upload=upload, kind=Document.Kind.CPR)


def test_a_deactivated_person_sees_no_documents(about, lucia, otis, cora):
    about(lucia.student)
    for person in (lucia.student, cora, otis):
        person.is_active = False
        assert not documents_visible_to(person).exists()
