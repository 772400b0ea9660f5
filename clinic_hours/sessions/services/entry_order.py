"""Nothing that follows an entry is dated before its signature."""

from datetime import datetime

from clinic_hours.core.domain.errors import UNREADABLE, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.sessions.domain.entries import signed_at


def refuse_before_entry(payload: bytes | memoryview, now: datetime) -> None:
    """Raise Refused if `now` is before an entry was signed, or if the entry cannot be read."""
    try:
        signed = signed_at(payload)
    except UNREADABLE:
        raise Refused((block("entry_unreadable"),)) from None
    refuse_before(signed, now)
