"""Read the log in sequence, a portion at a time.

Each portion is one short statement for each table: memory stays flat, writers never wait, and a database
that cancels long statements or transactions does not cancel the audit.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from clinic_hours.ledger.models import LogEntry

PORTION = 2000


class Row(NamedTuple):
    """One entry as it is stored."""

    seq: int
    kind: str
    done_at: datetime
    enrollment: UUID | None
    enrollment_seq: int | None
    payload: bytes
    leaf_hash: bytes
    subtrees: bytes
    signature: bytes
    signing_key_id: str


def portions(until: int) -> Iterator[list[Row]]:
    """Yield the entries up to a number, in sequence."""
    entries = LogEntry.objects.filter(seq__lte=until).order_by("seq").values_list(*Row._fields)
    rows = [Row._make(values) for values in entries[:PORTION]]
    while rows:
        yield rows
        later = entries.filter(seq__gt=rows[-1].seq)
        rows = [Row._make(values) for values in later[:PORTION]]
