"""A transcript as CSV (RFC 4180), in UTF-8 with a byte order mark, so that spreadsheets read names right."""

import codecs
import csv
from io import StringIO

from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .rows import rows


def transcript_csv(document: TranscriptDocument) -> bytes:
    written = StringIO(newline="")
    csv.writer(written).writerows(rows(document))
    return codecs.BOM_UTF8 + written.getvalue().encode("utf-8")
