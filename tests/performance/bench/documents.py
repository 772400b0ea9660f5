"""A transcript's PDF compared with a bare ReportLab table of the same rows: docs/performance.md, row 15."""

from io import BytesIO

from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.documents.rows import cells
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
    document = transcript_document(ENTRIES)
    times = alternated(rounds=15, ours=lambda: transcript_pdf(document, "en"), bare=bare)
    ratio = median(times["ours"]) / median(times["bare"])
    line("15", f"PDF of {ENTRIES} sessions, in bare tables", ratio, "≤ 3", good=ratio <= 3)


def bare_table() -> Work:
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import SimpleDocTemplate, Table

    rows = [
        [str(cell or "") for cell in cells(each)] for each in transcript_document(ENTRIES).lines
    ]

    def write() -> None:
        SimpleDocTemplate(BytesIO(), pagesize=letter).build([Table(rows, repeatRows=1)])

    return write
