"""Compare who signed with the license entry that a sign-off names."""

import json
from collections.abc import Mapping
from typing import Any

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit.report import Wrong

KIND = "contradiction"
STATED = ("printed_name", "credential", "license_number", "jurisdiction", "expires_on")
Licenses = dict[tuple[int, str], dict[str, Any]]  # by number and leaf hash


def license_entries() -> Licenses:
    """Return what the log says of licenses. Entries that cannot be read are reported by their own check."""
    found: Licenses = {}
    rows = LogEntry.objects.filter(kind=Kind.LICENSE).values_list("seq", "leaf_hash", "payload")
    for seq, leaf_hash, payload in rows.iterator():
        try:
            found[seq, bytes(leaf_hash).hex()] = json.loads(bytes(payload))
        except UNREADABLE:
            continue
    return found


def wrong_license(said: Mapping[str, Any], licenses: Licenses) -> Wrong | None:
    seq, signer = said["license"]["seq"], said["signer"]
    license = licenses.get((seq, said["license"]["leaf_hash"]))
    if license is None:
        return KIND, f"entry {seq} is not the license it was signed with"
    if license["is_withdrawn"] or license["supervisor"] != signer["account"]:
        return KIND, f"entry {seq} is no license of its signer"
    for name in STATED:
        if license[name] != signer[name]:
            detail = f"{name} is {signer[name]}, but license entry {seq} says {license[name]}"
            return KIND, detail
    return None
