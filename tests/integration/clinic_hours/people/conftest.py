"""Lucía's record, with a signed session; and people whom the office brings in."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clinic_hours.people.domain.licenses import License
from clinic_hours.people.services.documents import FILES
from clinic_hours.people.services.newcomers import add_instructor, add_student
from tests.factories.clinic import CohortFactory, logged, published_set, signed

PDF = b"%PDF-1.7\n%evidence"
LICENSE = License("LMT", "MA 77001", "US-FL", date(2024, 9, 1), date(2028, 8, 31))


@pytest.fixture
def entry(lucia, rosa):
    return signed(logged(lucia, rosa))[0]


@pytest.fixture
def places(entry, lucia) -> dict[str, str]:
    """Return the address of each page about Lucía."""
    record = lucia.public_id
    return {
        "record": reverse("hours:enrollment", args=[record]),
        "total": reverse("hours:requirement", args=[record, entry.requirement_id]),
        "session": reverse("hours:session", args=[entry.session.public_id]),
        "entry": reverse("hours:entry", args=[entry.seq]),
        "transcripts": reverse("hours:transcripts", args=[record]),
        "enrollment in the admin": reverse("enrollment:edit", args=[lucia.pk]),
    }


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    """An empty folder for private files."""
    monkeypatch.setattr(FILES, "location", str(tmp_path / "private"))


@pytest.fixture
def new_student(cora):
    """Return a function that adds Inés, with changes."""
    edition = published_set()
    cohort = CohortFactory(program=edition.program)

    def add(**changes):
        facts = {
            "actor": cora,
            "email": "Ines@palmetto.test",
            "display_name": "Inés Valdés",
            "student_number": "PC-1",
            "cohort": cohort,
            "requirement_set": edition,
        }
        return add_student(**facts | changes)

    return add


@pytest.fixture
def new_instructor(cora, site):
    """Return a function that adds Omar, with changes."""

    def add(**changes):
        facts = {
            "actor": cora,
            "email": "omar@palmetto.test",
            "printed_name": "Omar Haddad, LMT",
            "license": LICENSE,
            "sites": [site],
            "evidence": SimpleUploadedFile("license.pdf", PDF),
        }
        return add_instructor(**facts | changes)

    return add
