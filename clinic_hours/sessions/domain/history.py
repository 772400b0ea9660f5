"""The history of a session as one hash, which grows with every event.

A sign-off signs it: an event that is edited, added or deleted later no longer fits.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic_hours.ledger.domain.canonical import canonical_json, instant


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. `actor` is an account number, `reason` a commitment or empty."""

    kind: str
    at: datetime
    actor: int
    version: int
    changes: Mapping[str, Any]
    reason: str = ""

    def facts(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "at": instant(self.at),
            "actor": self.actor,
            "version": self.version,
            "changes": dict(self.changes),
            "reason": self.reason or None,
        }


@dataclass(frozen=True, slots=True)
class History:
    """The number of events, and their hash: SHA-256(the hash so far ‖ the next event as canonical JSON)."""

    events: int = 0
    digest: bytes = b""

    def then(self, happened: Iterable[Happened]) -> "History":
        events, digest = self.events, bytes(self.digest)
        for each in happened:
            events += 1
            digest = hashlib.sha256(digest + canonical_json(each.facts())).digest()
        return History(events, digest)

    def facts(self) -> dict[str, Any]:
        return {"events": self.events, "digest": self.digest.hex()}
