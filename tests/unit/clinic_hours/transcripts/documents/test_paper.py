"""What the printed transcript says: the right words for every student, and figures that add up."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from clinic_hours.transcripts.documents.csv import transcript_csv
from clinic_hours.transcripts.documents.paper import content
from clinic_hours.transcripts.documents.rows import COLUMNS, by_date
from clinic_hours.transcripts.documents.xlsx import transcript_xlsx
from tests.factories.documents import session_line, transcript_document

DECLARATION = "The program meets the requirements of Rule 64B7-32.003(1)(c)."
MET, NOT_MET = "All clinic requirements of this program are met.", "Not all clinic requirements"
MINUS = "\N{MINUS SIGN}"


def of_student(status: str, *, is_complete: bool, ended_on: str | None = "2026-11-20", **study):
    """Return a transcript of a student with that status, whose requirements are met or not."""
    document = transcript_document(40)
    statement = document.statement
    needed = statement.minutes if is_complete else statement.minutes + 60
    return replace(
        document,
        statement=replace(
            statement,
            study=replace(statement.study, status=status, ended_on=ended_on, **study),
            standard=replace(statement.standard, declaration=DECLARATION),
            requirements=(replace(statement.requirements[0], required_minutes=needed),),
        ),
    )


def facts(printed: dict) -> dict[str, str]:
    return dict(printed["facts"])


def minutes_in(words: str, hour: int = 60) -> int:
    """Return the minutes of a printed figure, such as 3:30 or 4.20, with a true minus sign or none."""
    sign, words = (-1, words[1:]) if words.startswith(MINUS) else (1, words)
    if ":" in words:
        whole, rest = words.split(":")
        return sign * (int(whole) * 60 + int(rest))
    return sign * round(float(words) * hour)


@pytest.mark.parametrize(
    ("status", "is_complete", "label", "words", "conclusion", "declared"),
    [
        ("completed", True, "Graduated on", "Nov 20, 2026", MET, True),
        ("completed", False, "Enrollment ended on", "Nov 20, 2026", NOT_MET, False),
        ("ended", True, "Withdrew on", "Nov 20, 2026", MET, False),
        ("ended", False, "Withdrew on", "Nov 20, 2026", NOT_MET, False),
        ("active", True, "Enrollment", "Active", MET, True),
        ("active", False, "Enrollment", "Active", NOT_MET, False),
        ("on_leave", True, "Enrollment", "On leave", MET, True),
        ("on_leave", False, "Enrollment", "On leave", NOT_MET, False),
    ],
)
def test_status_and_requirements_never_contradict_each_other(
    status, is_complete, label, words, conclusion, declared
):
    printed = content(of_student(status, is_complete=is_complete), "en")
    assert facts(printed)[label] == words
    assert printed["conclusion"]["words"].startswith(conclusion)
    assert printed["conclusion"]["declaration"] == (DECLARATION if declared else "")
    assert bool(printed["conclusion"]["note"]) is not declared
    assert printed["requirements"]["total"][-1].startswith(
        "all met" if is_complete else "not all met"
    )
    everything = json.dumps(printed)
    assert not re.search(r"\b(in)?completed?\b", everything, re.IGNORECASE)
    assert ("Graduated" in everything) is (label == "Graduated on")


@pytest.mark.parametrize(
    ("status", "is_complete", "words"),
    [
        ("completed", True, "Graduated"),
        ("completed", False, "Enrollment ended"),
        ("ended", True, "Withdrew"),
        ("ended", False, "Withdrew"),
    ],
)
def test_an_end_without_a_date_is_said_without_one(status, is_complete, words):
    printed = content(of_student(status, is_complete=is_complete, ended_on=None), "en")
    assert facts(printed)["Enrollment"] == words


def test_without_a_declaration_nothing_is_said_of_one():
    document = of_student("active", is_complete=False)
    for standard in (None, replace(document.statement.standard, declaration="")):
        said = replace(document, statement=replace(document.statement, standard=standard))
        assert content(said, "en")["conclusion"]["note"] == ""


@pytest.mark.parametrize(
    ("minutes", "clinical", "words"),
    [
        (30_000, 7_500, "500 h, of which 125 h in clinic"),
        (30_000, None, "500 h"),
        (90_030, 0, "1500:30 h"),
        (None, None, None),
    ],
)
def test_the_boards_minimum_is_stated_as_far_as_it_is_known(minutes, clinical, words):
    document = transcript_document(4)
    standard = replace(document.statement.standard, minutes=minutes, clinical_minutes=clinical)
    document = replace(document, statement=replace(document.statement, standard=standard))
    assert facts(content(document, "en")).get("Board's minimum") == words


@pytest.mark.parametrize(
    ("campus", "lines"),
    [
        ("", []),
        ("2100 Banyan Street\r\nMiami, FL 33129\n", []),
        ("77 Coral Way\nMiami", ["Campus: 77 Coral Way, Miami"]),
    ],
)
def test_a_campus_is_printed_if_it_is_somewhere_else(campus, lines):
    document = transcript_document(4)
    school = replace(document.statement.school, campus=campus)
    document = replace(document, statement=replace(document.statement, school=school))
    _mailing, *rest, _contacts = content(document, "en")["school"]["lines"]
    assert rest == lines


def test_entries_are_in_the_order_of_their_sessions_and_reversals_follow_theirs():
    later, earlier = (
        session_line(1, occurred_on="2026-05-02"),
        session_line(2, occurred_on="2026-05-01"),
    )
    morning = session_line(
        4, occurred_on="2026-05-01", starts="2026-05-01T09:00-04:00", ends="2026-05-01T10:00-04:00"
    )
    reversal = session_line(
        3, occurred_on="2026-05-02", kind="reversal", reverses=1, starts="", ends=""
    )
    paper = session_line(5, occurred_on="2026-05-01", kind="transfer", starts="", ends="")
    lines = [later, earlier, reversal, morning, paper]
    earlier = lines[1] = replace(earlier, starts="2026-05-01T13:00-04:00")
    assert [line.seq for line in by_date(lines)] == [5, 4, 2, 1, 3]


def uneven(minutes_per_clock_hour: int = 60):
    """Return a transcript of sessions whose lengths are no round part of an hour."""
    lines = tuple(
        session_line(
            seq,
            minutes=100 + seq % 7,
            clients=seq % 3,
            occurred_on=(date(2026, 2, 1) + timedelta(days=seq)).isoformat(),
        )
        for seq in range(1, 101)
    )
    reversal = session_line(
        101,
        kind="reversal",
        minutes=-101,
        clients=-1,
        reverses=1,
        taken_back_by=None,
        occurred_on=lines[0].occurred_on,
        starts="",
        ends="",
        provenance="",
    )
    lines = (replace(lines[0], taken_back_by=101), *lines[1:], reversal)
    document = transcript_document(4)
    minutes = sum(line.minutes for line in lines)
    (first, *_others) = document.statement.requirements
    statement = replace(
        document.statement,
        study=replace(document.statement.study, minutes_per_clock_hour=minutes_per_clock_hour),
        requirements=(replace(first, minutes=minutes, counted_minutes=minutes, paper_minutes=0),),
    )
    return replace(document, lines=lines, statement=statement)


@pytest.mark.parametrize("hour", [60, 50])
@pytest.mark.parametrize("language", ["en"])
def test_rows_months_and_totals_add_up_to_the_minute(hour, language):
    document = uneven(hour)
    printed = content(document, language)
    months, total = printed["sessions"]["months"], printed["sessions"]["total"]
    figures = 1 if hour == 60 else 2
    for place in range(figures):
        sums = [minutes_in(month["subtotal"][1 + place], hour) for month in months]
        for month, stated in zip(months, sums, strict=True):
            rows = [minutes_in(row["rest"][1 + place], hour) for row in month["rows"]]
            assert sum(rows) == stated
        assert sum(sums) == minutes_in(total[1 + place], hour) == document.statement.minutes
    assert minutes_in(printed["requirements"]["total"][2], hour) == document.statement.minutes


def test_clock_hours_add_up_as_printed_too():
    """Two decimals are exact, because a minute is 0.02 clock hours of 50 minutes."""
    printed = content(uneven(50), "en")["sessions"]
    hundredths = [
        round(float(row["rest"][2].replace(MINUS, "-")) * 100)
        for month in printed["months"]
        for row in month["rows"]
    ]
    assert sum(hundredths) == round(float(printed["total"][2]) * 100)


@pytest.mark.parametrize("hour", [60, 50])
def test_every_format_has_the_same_rows_in_the_same_order(hour):
    document = uneven(hour)
    printed = [
        (row["entry"], minutes_in(row["rest"][1]))
        for month in content(document, "en")["sessions"]["months"]
        for row in month["rows"]
    ]
    at = COLUMNS.index("minutes")
    in_csv = [line.split(",") for line in transcript_csv(document).decode("utf-8-sig").splitlines()]
    sheet = load_workbook(BytesIO(transcript_xlsx(document))).active
    in_sheet = list(sheet.iter_rows(values_only=True))
    stated = {str(line.seq): line.minutes for line in document.lines}
    assert [(row[0], int(row[at])) for row in in_csv[1:]] == printed
    assert [(str(row[0]), row[at]) for row in in_sheet[1:]] == printed
    assert dict(printed) == stated


@pytest.mark.parametrize("hour", [60, 50])
def test_decimal_hours_in_spreadsheets_add_up_to_the_total(hour):
    document = uneven(hour)
    sheet = load_workbook(BytesIO(transcript_xlsx(document))).active
    header, *rows = sheet.iter_rows(values_only=True)
    for name, length in (("hours", 60), ("clock_hours", hour)):
        if name in header:
            place = header.index(name)
            total = sum(round(row[place] * 100) for row in rows)
            assert total == round(document.statement.minutes / length * 100)


def test_a_spanish_reader_gets_spanish_words():
    with override("es"):
        printed = content(of_student("completed", is_complete=True), "es")
    assert facts(printed)["Fecha de graduación"] == "20 de nov de 2026"
    assert printed["sessions"]["heading"] == "Sesiones por fecha"
