"""A transcript's entries in the order in which every format lists them, and as rows for spreadsheets."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

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
    "supervised_minutes",
    "over_ratio_minutes",
    "unsupervised_minutes",
)
HUNDREDTH = Decimal("0.01")

Cell = str | int | float | None


def by_date(lines: Iterable[EntryLine]) -> list[EntryLine]:
    """Return the lines by the day and time of the session, each reversal right after its entry."""
    lines = list(lines)
    starts = {line.seq: line.starts for line in lines}

    def place(line: EntryLine) -> tuple[str, str, int, int]:
        first = line.reverses or line.seq
        return line.occurred_on, starts.get(first, ""), first, line.seq

    return sorted(lines, key=place)


def rows(document: TranscriptDocument) -> Iterator[tuple[Cell, ...]]:
    """Yield the header and a row for each entry."""
    clock_hour = document.statement.study.minutes_per_clock_hour
    yield columns(clock_hour)
    lines = by_date(document.lines)
    minutes = [line.minutes for line in lines]
    in_clock_hours = decimal_hours(minutes, clock_hour)
    for line, hours, clock_hours in zip(lines, decimal_hours(minutes), in_clock_hours, strict=True):
        row = cells(line, hours)
        if clock_hour != MINUTES_PER_HOUR:
            row = (*row, clock_hours)
        yield tuple(neutral(cell) for cell in row)


def decimal_hours(minutes: Iterable[int], hour: int = MINUTES_PER_HOUR) -> Iterator[float]:
    """Yield minutes as hours with two decimals, rounded so that they sum to the rounded total."""
    total, stated = 0, Decimal(0)
    for each in minutes:
        total += each
        rounded = (Decimal(total) / hour).quantize(HUNDREDTH, ROUND_HALF_UP)
        yield float(rounded - stated)
        stated = rounded


def columns(clock_hour: int) -> tuple[str, ...]:
    """Return the column names, with `clock_hours` at the end if an hour does not have 60 minutes."""
    return COLUMNS if clock_hour == MINUTES_PER_HOUR else (*COLUMNS, "clock_hours")


def cells(line: EntryLine, hours: float) -> tuple[Cell, ...]:
    return (
        line.seq,
        line.kind,
        line.occurred_on,
        line.starts,
        line.ends,
        line.category,
        line.requirement,
        line.minutes,
        hours,
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
        line.supervised_minutes,
        line.over_ratio_minutes,
        line.unsupervised_minutes,
    )
