"""Names in any script are issued, printed, listed and verified; notes leave the school nowhere."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from clinic_hours.people.models import ClinicSite, Supervisor
from clinic_hours.people.services.enrollments import rename
from clinic_hours.people.services.licenses import log_licenses_of
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.rows import COLUMNS
from clinic_hours.transcripts.models import IssuedFile
from home.core.domain.spreadsheet_safety import neutral
from home.core.fields.names import unseen_in
from tests.factories.clinic import NOW, EnrollmentFactory, credited, logged, published_set, signed

from .verification.pages import text_of, upload

pytestmark = pytest.mark.django_db

TEXTS = {
    "Arabic": "محمد الأمين",
    "Hebrew with points": "דָּנִיֵּאל",
    "Chinese": "李小龍",
    "beyond the basic plane": "𠮷野家 𐐷",
    "Devanagari with a joiner": "क्‍षमा",
    "an accent on its own": "Jose\u0301 N\u0303an\u0303ez",
    "a family of emoji": "Mei 👩‍👩‍👧‍👦🏽",
    "from Word": "\uf0b7 Mei \ue000",
    "control characters": "Mei\x07\x1b[31m\x7f",
    "invisible characters": "Mei\u200b\ufeff\u00ad",
    "directions reversed": "Mei \u202e30:3\u2066",
    "a formula": "=HYPERLINK(1)",
    "markup": "#emph[Mei] $x$ <b>&amp;</b> \\ ` *_",
    "one long word": "W" * 300,
}
NOTE = "Shoulder and neck work"
every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


@pytest.fixture
def files(client, rosa, cora, site):
    """Return a function that puts a text wherever one can be, issues a transcript, and downloads it."""

    def issued_with(text: str) -> dict[str, bytes]:
        line = {"category": "hands-on", "name": text[:120], "minutes": 5400}
        enrollment = EnrollmentFactory(requirement_set=published_set(line))
        rename(enrollment.student, text[:150], now=NOW)
        ClinicSite.objects.update(name=text[:120])
        Supervisor.objects.filter(pk=rosa.pk).update(printed_name=text[:150])
        rosa.refresh_from_db()
        log_licenses_of(rosa, NOW)
        signed(logged(enrollment, rosa, note=f"{NOTE}: {text}"))
        credited(cora, enrollment, document=document_named(text))
        transcript = issue_transcript(actor=cora, enrollment=enrollment, now=NOW)
        client.force_login(cora)
        return {
            form: client.get(reverse("hours:transcript_file", args=[transcript.code, form])).content
            for form in ("pdf", "csv", "xlsx", "json")
        }

    return issued_with


def document_named(text: str) -> str:
    """Return the text as a document's name. Services refuse one with characters that nobody sees."""
    return "A letter" if unseen_in(text) else text[:200]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@every_text
def test_it_is_issued_and_downloaded_in_every_format(client, files, text):
    made = files(text)
    said = json.loads(json.loads(made["json"])["statement"])
    assert said["student"]["name"] == text[:150]
    assert said["requirements"][0]["name"] == text[:120]
    header, paper, session = rows_of(made["csv"])
    assert session[header.index("site")] == neutral(text[:120])
    assert session[header.index("signed_by")] == neutral(text[:150])
    assert paper[header.index("document")] == neutral(document_named(text))
    sheet = list(load_workbook(BytesIO(made["xlsx"])).active.iter_rows(values_only=True))
    assert [row[COLUMNS.index("minutes")] for row in sheet[1:]] == [600, 180]
    assert len(PdfReader(BytesIO(made["pdf"])).pages) >= 2
    for form in ("json", "pdf"):
        page = text_of(upload(client, made[form], f"transcript.{form}"))
        assert "The school issued this file" in page and "Valid" in page


@every_text
def test_the_note_is_in_no_file(files, text):
    made = files(text)
    made |= {file.name: bytes(file.content) for file in IssuedFile.objects.all()}
    for form, content in made.items():
        assert NOTE.encode() not in content, form
    attached = PdfReader(BytesIO(made["pdf"])).attachments["transcript.json"][0]
    assert NOTE.encode() not in attached
