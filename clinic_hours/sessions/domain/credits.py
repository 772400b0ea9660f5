"""What keeps hours on a paper from counting: a document that counts already, and more than is needed."""

import unicodedata

from clinic_hours.core.domain.findings import Finding, block

from .requirements import Progress


def is_same_document(one: str, other: str) -> bool:
    """Whether two descriptions name one document, whatever their case, spaces and form of letters."""
    return _told(one) == _told(other)


def _told(document: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", document).casefold().split())


def document_counted(line: Progress, seq: int, minutes: int) -> Finding:
    """One document counts once for a requirement. What it says beyond that is another entry's error."""
    return block(
        "document_counted",
        "document",
        entry=seq,
        hours=minutes,
        name=line.line.name,
        clock_hour=line.line.clock_hour,
    )


def more_than_needed(line: Progress, minutes: int, clients: int) -> Finding | None:
    """A paper gives no more hours than its requirement can use.

    Where clients are missing yet and the paper brings some, its hours may stand beside signed ones, for
    it cannot be posted without them.
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
