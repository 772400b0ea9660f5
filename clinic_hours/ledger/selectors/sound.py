"""Whether single entries are what was signed, without a full audit."""

import json
from collections.abc import Iterable
from typing import Any

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.signatures import is_signed_by

from .audit.trust import Trust, vouched_keys


def sound_payloads(entries: Iterable[LogEntry]) -> dict[int, dict[str, Any]]:
    """Return {seq: payload} of the entries whose hash, signature and columns fit. All are checked at once."""
    trust = vouched_keys()
    payloads = ((entry, sound_payload(entry, trust)) for entry in entries)
    return {entry.seq: said for entry, said in payloads if said}


def sound_payload(entry: LogEntry, trust: Trust) -> dict[str, Any] | None:
    """Return what an entry says, or None if it is not what a trusted key signed as that entry."""
    payload, key = bytes(entry.payload), trust.keys.get(entry.signing_key_id)
    if leaf_hash(payload) != bytes(entry.leaf_hash) or key is None or not key.signs(entry.seq):
        return None
    if not is_signed_by(key.raw, bytes(entry.signature), payload):
        return None
    try:
        said = json.loads(payload)
    except UNREADABLE:
        return None
    columns = (entry.seq, entry.kind, str(entry.enrollment or ""), entry.enrollment_seq)
    return said if columns == columns_in(said) else None


def columns_in(said: dict[str, Any]) -> tuple:
    chain = (said.get("enrollment", ""), said.get("enrollment_seq"))
    return (said["seq"], said["kind"], *chain)
