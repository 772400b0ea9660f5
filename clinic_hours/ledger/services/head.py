"""The ledger's end: one row, whose lock is the last that a transaction takes."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from clinic_hours.ledger.domain.merkle import MerkleTree
from clinic_hours.ledger.models import LedgerHead


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ended when its lock was taken."""

    size: int
    peaks: bytes
    signing_key_id: str | None
    checked_on: date | None
    transcripts: int

    def tree(self) -> MerkleTree:
        return MerkleTree.restored(self.size, self.peaks)


def lock_head(more: int = 0) -> Head:
    """Take the lock with a write that makes room for `more` entries; return what was there before."""
    table = connection.ops.quote_name(LedgerHead._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET size = size + %s WHERE id = 1 "
            "RETURNING size, peaks, signing_key_id, checked_on, transcripts",
            [more],
        )
        size, peaks, key, checked_on, transcripts = cursor.fetchone()
    day = date.fromisoformat(checked_on) if isinstance(checked_on, str) else checked_on
    return Head(size - more, bytes(peaks), key, day, transcripts)
