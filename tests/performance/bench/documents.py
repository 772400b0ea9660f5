"""A transcript's PDF compared with a bare ReportLab table of the same rows: docs/performance.md, row 15."""

from dataclasses import replace
from io import BytesIO
from itertools import count

from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.documents.rows import rows
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument
from tests.factories.documents import transcript_document

from .timing import Work, alternated, line, median

ENTRIES = 200


def printing() -> None:
    """Compare with ReportLab pages of the same cells, without tags or styling."""
    try:
        bare = bare_table()
    except ImportError:
        print("  15  a transcript's PDF is not measured: ReportLab is not installed")
        return
    transcripts = map(another, count())
    times = alternated(rounds=15, ours=lambda: transcript_pdf(next(transcripts), "en"), bare=bare)
    ratio = median(times["ours"]) / median(times["bare"])
    line("15", f"PDF of {ENTRIES} sessions, in bare tables", ratio, "≤ 3", good=ratio <= 3)


def another(number: int) -> TranscriptDocument:
    """Return a transcript unlike the ones before: typst keeps the layout of what it has set once."""
    document = transcript_document(ENTRIES, student=f"Student {number}")
    lines = (replace(line, site=f"Clinic {number}-{line.seq}") for line in document.lines)
    return replace(document, lines=tuple(lines))


def bare_table() -> Work:
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import SimpleDocTemplate, Table

    written = [[str(cell or "") for cell in row] for row in rows(transcript_document(ENTRIES))]

    def write() -> None:
        SimpleDocTemplate(BytesIO(), pagesize=letter).build([Table(written, repeatRows=1)])

    return write
