"""No entry is answered before it was signed."""

from datetime import datetime

from clinic_hours.domain.entries import signed_at
from clinic_hours.domain.errors import UNREADABLE, Refused
from clinic_hours.domain.findings import block

from .order import refuse_before


def refuse_before_entry(payload: bytes | memoryview, now: datetime) -> None:
    """Raise Refused where `now` is before an entry was signed, or where the entry cannot be read."""
    try:
        signed = signed_at(payload)
    except UNREADABLE:
        raise Refused((block("entry_unreadable"),)) from None
    refuse_before(signed, now)
