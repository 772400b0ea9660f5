"""A transcript as rows, for spreadsheets: the same columns in CSV and in XLSX."""

from collections.abc import Iterator

from clinic_hours.domain.transcripts import TranscriptLine
from clinic_hours.selectors.transcripts import TranscriptDocument
from home.cells import neutral

# Machine-readable names, the same in every language: those of docs/transcript-format.md.
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
    "reason",
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
    """Return the header, and a row for each entry."""
    yield COLUMNS
    for line in document.lines:
        yield tuple(neutral(cell) for cell in cells(line))


def cells(line: TranscriptLine) -> tuple[Cell, ...]:
    return (
        line.seq,
        line.kind,
        line.occurred_on,
        line.starts,
        line.ends,
        line.category,
        line.requirement,
        line.minutes,
        round(line.minutes / 60, 2),
        line.clients,
        line.site,
        line.provenance,
        line.document,
        line.reason,
        line.reverses,
        line.taken_back_by,
        line.printed_name,
        line.credential,
        line.license_number,
        line.jurisdiction,
        line.signed,
    )
