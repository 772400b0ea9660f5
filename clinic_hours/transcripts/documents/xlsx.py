"""A transcript as a spreadsheet. The same transcript gives the same bytes."""

from datetime import datetime
from io import BytesIO

import xlsxwriter

from clinic_hours.transcripts.domain.codes import grouped
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .rows import columns, rows

WIDE = {"requirement", "site", "document", "reason", "signed_by", "starts", "ends", "signed_at"}


def transcript_xlsx(document: TranscriptDocument) -> bytes:
    """Return a workbook with one sheet: a frozen header and a row for each entry."""
    statement = document.statement
    written = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, {"in_memory": True, **plain}) as book:
        book.set_properties(
            {
                "title": f"{statement.number} · {grouped(statement.code)}",
                "author": statement.school.name,
                "comments": document.address,
                "created": datetime.fromisoformat(statement.issued_at).replace(tzinfo=None),
            }
        )
        sheet = book.add_worksheet(f"{statement.number}")
        for number, row in enumerate(rows(document)):
            sheet.write_row(number, 0, row)
        sheet.set_row(0, None, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(columns(statement.study.minutes_per_clock_hour)):
            sheet.set_column(column, column, 26 if name in WIDE else 13)
    return written.getvalue()
