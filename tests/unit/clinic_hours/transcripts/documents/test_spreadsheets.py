"""A transcript for spreadsheets: rows are read, never run as formulas."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from clinic_hours.transcripts.documents.csv import transcript_csv
from clinic_hours.transcripts.documents.rows import COLUMNS
from clinic_hours.transcripts.documents.xlsx import transcript_xlsx
from home.core.domain.spreadsheet_safety import FORMULA
from tests.factories.documents import session_line, transcript_document


def read_csv(written: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))


def read_xlsx(written: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(written)).active.iter_rows(values_only=True))


def test_both_have_a_header_and_every_entry():
    document = transcript_document(40)
    header, *entries = read_csv(transcript_csv(document))
    assert tuple(header) == COLUMNS
    assert len(entries) == len(read_xlsx(transcript_xlsx(document))) - 1 == 40


def test_hours_and_minutes_are_numbers_in_a_workbook_and_negative_in_a_reversal():
    rows = read_xlsx(transcript_xlsx(transcript_document(4)))
    minutes, hours = COLUMNS.index("minutes"), COLUMNS.index("hours")
    assert (rows[2][minutes], rows[2][hours]) == (-210, -3.5)


def test_the_minutes_of_the_rows_add_up_to_what_is_stated():
    document = transcript_document(40)
    at = COLUMNS.index("minutes")
    rows = read_csv(transcript_csv(document))[1:]
    assert sum(int(row[at]) for row in rows) == document.statement.minutes


@pytest.mark.parametrize("start", FORMULA)
def test_formulas_are_kept_as_text(start):
    hostile = f"{start}HYPERLINK(1)"
    document = replace(transcript_document(0), lines=(session_line(1, site=hostile),))
    at = COLUMNS.index("site")
    assert read_csv(transcript_csv(document))[1][at] == f"'{hostile}"
    assert read_xlsx(transcript_xlsx(document))[1][at].startswith("'")


def test_names_keep_their_accents():
    document = replace(transcript_document(0), lines=(session_line(1, site="Clínica Ñandú"),))
    assert read_csv(transcript_csv(document))[1][COLUMNS.index("site")] == "Clínica Ñandú"


@pytest.mark.parametrize("write", [transcript_csv, transcript_xlsx])
def test_the_same_transcript_gives_the_same_bytes(write):
    assert write(transcript_document(40)) == write(transcript_document(40))
