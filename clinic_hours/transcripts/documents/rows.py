"""A transcript as rows for spreadsheets, with the same columns in CSV and XLSX."""

from collections.abc import Iterator

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument
from home.core.domain.spreadsheet_safety import neutral

# Machine-readable names from docs/transcript-format.md, the same in every language.
COLUMNS = (
    "entry",
    "kind",
    "date",
    "starts",
    "ends",
    "category",
    "requirement",
    "minutes",
    "hours",
    "clients",
    "site",
    "provenance",
    "document",
    "takes_back",
    "taken_back_by",
    "signed_by",
    "credential",
    "license_number",
    "jurisdiction",
    "signed_at",
)

Cell = str | int | float | None


def rows(document: TranscriptDocument) -> Iterator[tuple[Cell, ...]]:
    """Yield the header and a row for each entry."""
    clock_hour = document.statement.study.minutes_per_clock_hour
    yield columns(clock_hour)
    for line in document.lines:
        row = cells(line)
        if clock_hour != MINUTES_PER_HOUR:
            row = (*row, round(line.minutes / clock_hour, 2))
        yield tuple(neutral(cell) for cell in row)


def columns(clock_hour: int) -> tuple[str, ...]:
    """Return the column names, with `clock_hours` at the end if an hour does not have 60 minutes."""
    return COLUMNS if clock_hour == MINUTES_PER_HOUR else (*COLUMNS, "clock_hours")


def cells(line: EntryLine) -> tuple[Cell, ...]:
    return (
        line.seq,
        line.kind,
        line.occurred_on,
        line.starts,
        line.ends,
        line.category,
        line.requirement,
        line.minutes,
        round(line.minutes / MINUTES_PER_HOUR, 2),
        line.clients,
        line.site,
        line.provenance,
        line.document,
        line.reverses,
        line.taken_back_by,
        line.printed_name,
        line.credential,
        line.license_number,
        line.jurisdiction,
        line.signed,
    )
