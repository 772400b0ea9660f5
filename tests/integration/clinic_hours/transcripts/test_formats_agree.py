"""PDF, CSV, XLSX and JSON of one transcript state the same minutes: a session, its reversal, a document."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from clinic_hours.sessions.models import HourEntry

pytestmark = pytest.mark.django_db

COUNTED = HourEntry.Kind.values
# A row ends with how the times were recorded; before that are its hours, such as 3:00, with a true minus.
MINUS = "\N{MINUS SIGN}"


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
