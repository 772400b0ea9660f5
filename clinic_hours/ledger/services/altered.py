"""Nothing is built on an entry that was altered in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from clinic_hours.core.domain.errors import UNREADABLE, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.ledger.models import LogEntry

ALTERED = block("entry_unreadable")


def refuse_altered(entry: LogEntry) -> None:
    """Raise Refused unless an entry's bytes are those that were hashed. This rolls back the transaction."""
    if leaf_hash(bytes(entry.payload)) != bytes(entry.leaf_hash):
        raise Refused((ALTERED,))


@contextmanager
def refuse_unreadable() -> Iterator[None]:
    """Raise Refused if the bytes that are read in this block make no sense."""
    try:
        yield
    except UNREADABLE:
        raise Refused((ALTERED,)) from None
