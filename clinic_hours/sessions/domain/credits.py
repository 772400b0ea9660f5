"""What keeps hours from a document from counting: it already counts, or states more than is needed."""

import unicodedata

from clinic_hours.core.domain.findings import Finding, block

from .requirements import Progress


def is_same_document(one: str, other: str) -> bool:
    """Return whether two descriptions name the same document, ignoring case, spaces and Unicode form."""
    return _told(one) == _told(other)


def _told(document: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", document).casefold().split())


def document_counted(line: Progress, seq: int, minutes: int) -> Finding:
    """Return the finding for a document that already counts toward the requirement: each counts once.

    If the document states more than was posted, the earlier entry is the one to correct.
    """
    return block(
        "document_counted",
        "document",
        entry=seq,
        hours=minutes,
        name=line.line.name,
        clock_hour=line.line.clock_hour,
    )


def more_than_needed(line: Progress, minutes: int, clients: int) -> Finding | None:
    """Return a finding if a document would add more hours than its requirement can use.

    If clients are still missing and the document brings some, only other documents' hours are compared,
    because its clients cannot be posted without its hours.
    """
    most = max(line.line.minutes, line.line.maximum_minutes or 0)
    taken = line.paper if clients and line.clients_remaining else line.earned
    if not most or taken + minutes <= most:
        return None
    return block(
        "more_than_needed",
        "hours",
        hours=minutes,
        left=max(most - taken, 0),
        name=line.line.name,
        clock_hour=line.line.clock_hour,
    )
