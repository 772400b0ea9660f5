"""The file that shows that an entered session took place: who adds it, and who can open it."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clinic_hours.people.models import Document
from clinic_hours.people.services.documents import FILES
from clinic_hours.people.services.names import show_name
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import EnrollmentFactory, SupervisorFactory, logged

from ..steps import reassigned
from .forms import page

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 the sheet of that day"


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path) -> Path:
    monkeypatch.setattr(FILES, "location", str(tmp_path / "private"))
    return tmp_path / "private"


def files_in(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.fixture
def entry(typed) -> dict[str, str]:
    return typed | {"reason": "The tablet was out of order.", "evidence": ""}


def enter(browser, enrollment, entry, content=PDF):
    address = reverse("hours:session_enter", args=[enrollment.public_id])
    return browser.post(address, entry | {"document": SimpleUploadedFile("sheet.pdf", content)})


@pytest.fixture
def with_file(office, lucia, entry) -> ClinicSession:
    """A session that Cora entered with the sheet of that day."""
    assert enter(office, lucia, entry).status_code == 303
    return ClinicSession.objects.get()


def opened(browser, session):
    return browser.get(reverse("hours:document", args=[session.evidence.public_id]))


def test_the_page_offers_the_file_and_says_who_added_it(own, office, instructor, with_file):
    for reader in (own, office, instructor):
        text = page(reader, with_file)
        assert reverse("hours:document", args=[with_file.evidence.public_id]) in text
        assert "sheet.pdf" in text
        assert "Nov 16, 2026 by Cora Whitfield" in text
        assert b"".join(opened(reader, with_file).streaming_content) == PDF


def test_the_history_keeps_the_fingerprint_of_the_file(own, with_file, lucia, cora):
    fingerprint = sha256(PDF).hexdigest()
    assert with_file.events.get().changes["file"] == fingerprint
    assert fingerprint in page(own, with_file)
    document = with_file.evidence
    assert (document.person, document.uploaded_by) == (lucia.student, cora)
    assert (document.kind, document.checked_by) == (Document.Kind.OTHER, None)


def test_an_instructor_adds_a_file_to_their_own_session(instructor, own, lucia, rosa, entry):
    logged(lucia, rosa, start="08:00", end="09:00")
    assert enter(instructor, lucia, entry).status_code == 303
    session = ClinicSession.objects.get(entered_by=rosa.user)
    assert session.evidence.uploaded_by == rosa.user
    assert opened(own, session).status_code == 200


def test_others_cannot_open_it(desk_of, with_file, mei, rosa):
    other = SupervisorFactory()
    logged(mei, other)
    for person in (mei.student, other.user, EnrollmentFactory().student):
        assert opened(desk_of(person), with_file).status_code == 404


def test_after_a_reassignment_the_other_instructor_opens_it(desk_of, with_file, rosa, cora):
    theo = SupervisorFactory()
    reassigned(with_file, cora, theo)
    assert opened(desk_of(theo.user), with_file).status_code == 200
    assert opened(desk_of(rosa.user), with_file).status_code == 404


def test_an_auditor_opens_it_only_while_the_name_is_shown(desk_of, with_file, lucia, otis):
    auditor = desk_of(otis)
    text = page(auditor, with_file)
    assert "sheet.pdf" not in text
    assert "Hidden until you ask for the student's name" in text
    assert opened(auditor, with_file).status_code == 404
    show_name(actor=otis, enrollment=lucia, reason="A board asked.", now=timezone.now())
    assert "sheet.pdf" in page(auditor, with_file)
    assert opened(auditor, with_file).status_code == 200


def test_a_file_alone_is_evidence_but_something_is_needed(office, lucia, entry):
    address = reverse("hours:session_enter", args=[lucia.public_id])
    refused = office.post(address, entry)
    assert refused.status_code == 422
    assert "Say what shows that it took place, or attach a copy of it." in refused.text
    assert enter(office, lucia, entry).status_code == 303


@pytest.mark.parametrize(
    ("change", "content", "sentence"),
    [
        ({}, b"MZ not a document", "This is not a PDF, JPEG or PNG file."),
        ({}, b"", "This file is empty."),
        ({"reason": ""}, PDF, "Choose the file again."),
        ({"end": "13:00"}, PDF, "Choose the file again."),
    ],
)
def test_a_refused_entry_keeps_no_file(
    change, content, sentence, office, lucia, entry, private_folder
):
    answer = enter(office, lucia, entry | change, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert files_in(private_folder) == []
    assert not Document.objects.exists()


def test_a_form_that_is_sent_twice_keeps_one_file(office, lucia, entry, private_folder):
    twice = entry | {"submission": "6f1c1a52-43f0-4a8e-9d0e-1d6e3e1f8a11"}
    for _time in range(2):
        assert enter(office, lucia, twice).status_code == 303
    assert (ClinicSession.objects.count(), Document.objects.count()) == (1, 1)
    assert len(files_in(private_folder)) == 1
