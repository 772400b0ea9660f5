"""What every entry of the log has in common: its number, kind and time, and its place in a chain.

The field names are those of docs/transcript-format.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .canonical import canonical_json, instant

SCHEMA = 2


class Kind(StrEnum):
    """What an entry records. Another kind means another format."""

    REQUIREMENT_SET = "requirement_set"
    LICENSE = "license"
    KEY = "key"
    ENROLLMENT = "enrollment"
    ENROLLMENT_CHANGE = "enrollment_change"
    SIGN_OFF = "sign_off"
    REVERSAL = "reversal"
    TRANSFER = "transfer"
    OPENING = "opening"
    TRANSCRIPT = "transcript"
    REVOCATION = "revocation"
    SHIFT_CLOSED = "shift_closed"
    # Known to verifiers, not written yet.
    SUBJECT_HOURS = "subject_hours"
    MONTH_CLOSED = "month_closed"


# Entries that say who a student is.
IDENTITY = frozenset({Kind.ENROLLMENT, Kind.ENROLLMENT_CHANGE})
# Names under which an entry refers to others, and those under which it holds commitments to texts.
REFERENCES = frozenset({"requirement_set", "license", "reverses", "transcript"})
COMMITTED: dict[str, tuple[str, ...]] = {
    Kind.ENROLLMENT: ("name", "number"),
    Kind.ENROLLMENT_CHANGE: ("name", "number"),
    Kind.TRANSFER: ("document",),
    Kind.OPENING: ("document",),
    Kind.REVERSAL: ("reason",),
    Kind.REVOCATION: ("reason",),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier entry, named by its number and leaf hash."""

    seq: int
    leaf_hash: bytes

    def facts(self) -> dict[str, Any]:
        return {"seq": self.seq, "leaf_hash": bytes(self.leaf_hash).hex()}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in its enrollment's chain: its number there, and the hash of the entry before it."""

    enrollment: str
    seq: int = 1
    previous: bytes | None = None

    def facts(self) -> dict[str, Any]:
        return {
            "enrollment": self.enrollment,
            "enrollment_seq": self.seq,
            "previous": self.previous.hex() if self.previous else None,
        }


def payload(
    seq: int, kind: str, at: datetime, body: Mapping[str, Any], place: Place | None = None
) -> bytes:
    """Return the exact bytes of an entry. Only those of an enrollment have a place in a chain."""
    frame = {"schema": SCHEMA, "seq": seq, "kind": str(kind), "at": instant(at)}
    return canonical_json({**frame, **(place.facts() if place else {}), **body})
