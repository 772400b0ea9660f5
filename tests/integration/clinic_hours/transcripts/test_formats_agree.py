"""PDF, CSV, XLSX and JSON of one transcript state the same minutes: a session, its reversal, a document."""

import csv
import json
import re
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from clinic_hours.sessions.models import HourEntry

pytestmark = pytest.mark.django_db

COUNTED = HourEntry.Kind.values
MINUS = "\N{MINUS SIGN}"
# A row begins with its entry and date; its hours, such as 3:00, follow the name of their requirement.
ROW = re.compile(rf"^(\d+) Nov .*?Hands-on sessions ({MINUS}?)(\d+):(\d\d)", re.M | re.S)
TOTAL = re.compile(r"^Total (\d+):(\d\d) \d+ 5 entries", re.M)


def in_json(content: bytes) -> dict[str, int]:
    said = [json.loads(entry["payload"]) for entry in json.loads(content)["entries"]]
    return {str(each["seq"]): each["minutes"] for each in said if each["kind"] in COUNTED}


def in_csv(content: bytes) -> dict[str, int]:
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    return {row["entry"]: int(row["minutes"]) for row in rows}


def in_xlsx(content: bytes) -> dict[str, int]:
    header, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    entry, minutes = header.index("entry"), header.index("minutes")
    return {str(row[entry]): row[minutes] for row in rows}


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def minutes(hours: str, rest: str) -> int:
    return 60 * int(hours) + int(rest)


def in_pdf(content: bytes) -> dict[str, int]:
    rows = ROW.findall(text_of(content))
    return {entry: minutes(*time) * (-1 if minus else 1) for entry, minus, *time in rows}


def stated(content: bytes) -> int:
    statement = json.loads(json.loads(content)["statement"])
    return sum(line["minutes"] for line in statement["requirements"])


@pytest.fixture
def files(record, desk_of, cora) -> dict[str, bytes]:
    office, code = desk_of(cora), record.newer.code
    return {
        form: office.get(reverse("hours:transcript_file", args=[code, form])).content
        for form in ("pdf", "csv", "xlsx", "json")
    }


def test_json_csv_and_xlsx_have_the_same_minutes_in_every_entry(files):
    entries = in_json(files["json"])
    assert len(entries) == 5 and min(entries.values()) < 0
    assert in_csv(files["csv"]) == in_xlsx(files["xlsx"]) == entries
    assert sum(entries.values()) == stated(files["json"])


def test_the_pdf_has_the_same_hours_and_their_total(files):
    entries = in_json(files["json"])
    assert in_pdf(files["pdf"]) == entries
    assert minutes(*TOTAL.search(text_of(files["pdf"])).groups()) == sum(entries.values())
