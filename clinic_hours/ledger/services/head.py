"""The end of the ledger: one row, whose lock is the last one a transaction takes."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.origin import origin_for_a_new_log

from .older import refuse_older_copy


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the ledger when its lock was taken.

    `origin` is the log's name. Whoever appends or signs first also stores it.
    """

    size: int
    signing_key_id: str | None
    checked_on: date | None
    transcripts: int
    origin: str


def lock_head(more: int = 0) -> Head:
    """Take the lock with a write that reserves `more` entries, and return the head as it was before.

    Raises Refused if this database is an older copy than the checkpoint kept outside it.
    """
    table = connection.ops.quote_name(LedgerHead._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET size = size + %s WHERE id = 1 "
            "RETURNING size, signing_key_id, checked_on, transcripts, origin",
            [more],
        )
        size, key, checked_on, transcripts, origin = cursor.fetchone()
    origin = origin or origin_for_a_new_log()
    refuse_older_copy(origin, size - more)
    day = date.fromisoformat(checked_on) if isinstance(checked_on, str) else checked_on
    return Head(size - more, key, day, transcripts, origin)
