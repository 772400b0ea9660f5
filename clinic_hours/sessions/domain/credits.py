"""What keeps hours from a document from counting: it already counts, or states more than may count."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR

from .requirements import Progress


@dataclass(frozen=True, slots=True)
class TransferLimit:
    """The most real minutes that an edition accepts from other schools; None if any number.

    `rule` is the citation behind it, or empty for the school's own policy.
    """

    maximum: int | None
    rule: str
    edition: int
    clock_hour: int = MINUTES_PER_HOUR


def is_same_document(one: str, other: str) -> bool:
    """Return whether two descriptions name the same document, ignoring case, spaces and Unicode form."""
    return _told(one) == _told(other)


def _told(document: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", document).casefold().split())


def document_counted(
    name: str, minutes: int, entries: Sequence[int], clock_hour: int = MINUTES_PER_HOUR
) -> Finding:
    """Return the finding for a document that was already posted for this student: each is posted once.

    `entries` are all that came from it; the first one gave `minutes` to the requirement with this name.
    """
    return block(
        "document_counted",
        "document",
        entry=entries[0],
        entries=", ".join(str(seq) for seq in entries),
        hours=minutes,
        name=name,
        clock_hour=clock_hour,
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
        requirement=line.line.id,
        hours=minutes,
        left=max(most - taken, 0),
        name=line.line.name,
        clock_hour=line.line.clock_hour,
    )


def transferred_to_own_line(line: Progress) -> Finding | None:
    """Return a finding if transfer hours are meant for a requirement that must be earned at the school."""
    if not line.line.earned_at_school:
        return None
    return block(
        "earned_at_school",
        "requirement",
        requirement=line.line.id,
        name=line.line.name,
        rule=line.line.rule,
    )


def over_transfer_maximum(minutes: int, transferred: int, limit: TransferLimit) -> Finding | None:
    """Return a finding if a document would bring all transfer hours over the maximum."""
    if limit.maximum is None or transferred + minutes <= limit.maximum:
        return None
    return block(
        "over_transfer_maximum",
        "hours",
        hours=minutes,
        cap=limit.maximum,
        left=max(limit.maximum - transferred, 0),
        edition=limit.edition,
        rule=limit.rule,
        clock_hour=limit.clock_hour,
    )
