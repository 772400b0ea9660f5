"""Every format of a transcript says how many minutes were clocked, attested, typed: sums of its entries."""

import csv
import json
import re
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.domain.balances import ByProvenance, by_provenance
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.checked import checked_transcript
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.verify_transcript import REFUSED, status_of, verify
from tests.factories.clinic import NOW, credited, fresh, logged, signed
from tests.factories.shifts import clocked
from tests.factories.transcripts import in_bytes

pytestmark = pytest.mark.django_db

# The clocked hour that was voided is in none of these.
HOW = {"clocked": 130, "attested": 60, "typed": 45, "paper": 600}
CLOCK = {"supervised": 190, "over_ratio": 20, "unsupervised": 10}


@pytest.fixture
def transcript(lucia, rosa, cora):
    sessions = (
        clocked(lucia, rosa, start="08:00", end="09:00"),
        clocked(lucia, rosa, start="09:00", end="11:40", over_ratio=20, unsupervised=10),
        clocked(lucia, rosa, start="12:00", end="13:00", provenance="attested"),
        logged(lucia, rosa, start="13:00", end="13:45"),
    )
    first, *_rest = signed(*sessions)
    first.session.refresh_from_db()
    void_sign_off(
        actor=rosa.user,
        session=first.session,
        version=first.session.version,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
    credited(cora, lucia)
    return issue_transcript(actor=cora, enrollment=lucia, now=NOW)


@pytest.fixture
def content_of(transcript, desk_of, cora):
    office = desk_of(cora)
    return lambda form: (
        office.get(reverse("hours:transcript_file", args=[transcript.code, form])).content
    )


def sums(rows) -> dict[str, int]:
    """Return the minutes by provenance and by supervision of a spreadsheet's rows."""
    found = Counter()
    for row in rows:
        found[row["provenance"] or "paper"] += int(row["minutes"])
        for name in CLOCK:
            found[name] += int(row[f"{name}_minutes"] or 0)
    return dict(found)


def test_the_files_the_page_and_the_verifier_agree(transcript, content_of, client):
    parts = by_provenance(checked_transcript(transcript).document.lines)
    assert parts == ByProvenance(**HOW, **CLOCK)
    rows = csv.DictReader(StringIO(content_of("csv").decode("utf-8-sig"), newline=""))
    assert sums(rows) == HOW | CLOCK
    header, *cells = load_workbook(BytesIO(content_of("xlsx"))).active.iter_rows(values_only=True)
    assert sums(dict(zip(header, row, strict=True)) for row in cells) == HOW | CLOCK
    totals = {step.name: step.params for step in verify(content_of("json"))}["totals"]
    assert totals == {"minutes": 835, **HOW}
    printed = " ".join(PdfReader(BytesIO(content_of("pdf"))).pages[0].extract_text().split())
    assert "Without an instructor 2:10 1:00 0:45 10:00 3:10 0:20 0:10 The last three" in printed
    page = client.get(reverse("verify_transcript", args=[transcript.code])).content.decode()
    shown = dict(re.findall(r'<dd data-part="(\w+)">([\d.]+)</dd>', page))
    assert shown == {name: f"{minutes / 60:.2f}" for name, minutes in (HOW | CLOCK).items()}


def test_changing_how_a_time_arose_is_found(content_of):
    form = json.loads(content_of("json"))
    for entry in form["entries"]:
        honest = entry["payload"]
        for said, other in (("clocked", "typed"), ("attested", "clocked"), ("typed", "clocked")):
            entry["payload"] = honest.replace(f'"provenance":"{said}"', f'"provenance":"{other}"')
            if entry["payload"] != honest:
                assert status_of(verify(in_bytes(form))) == REFUSED
        entry["payload"] = honest.replace('"supervised_minutes":1', '"supervised_minutes":2')
        if entry["payload"] != honest:
            assert status_of(verify(in_bytes(form))) == REFUSED
        entry["payload"] = honest
    assert status_of(verify(in_bytes(form))) != REFUSED
