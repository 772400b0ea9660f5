"""One entry of the ledger with all that a reader needs to judge it."""

import json
from dataclasses import dataclass
from typing import Any

from clinic_hours.domain.merkle import leaf_hash, root_by_inclusion
from clinic_hours.domain.transcripts import TranscriptLine, joined_lines, line_of
from clinic_hours.models import Checkpoint, HourEntry
from clinic_hours.signatures import is_signed_by

from .proofs import inclusion_proof


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the newest checkpoint; `proof` are the hashes that lead there (hex)."""

    checkpoint: Checkpoint
    proof: tuple[str, ...]
    is_included: bool


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """What the signed bytes say (`line`, `said`), and whether hash, signature and place hold."""

    entry: HourEntry
    line: TranscriptLine
    said: dict[str, Any]
    is_unaltered: bool
    is_signed: bool
    place: Place | None


def evidence_of(entry: HourEntry) -> EntryEvidence:
    """Return an entry's evidence. It wants `signing_key` and `reverses` selected with it."""
    payload = bytes(entry.payload)
    lines = {entry.seq: line_of(payload)}
    if entry.reverses:
        before = line_of(bytes(entry.reverses.payload))
        lines = {before.seq: before, **lines}
    return EntryEvidence(
        entry=entry,
        line=joined_lines(lines)[-1],
        said=json.loads(payload),
        is_unaltered=leaf_hash(payload) == bytes(entry.leaf_hash),
        is_signed=is_signed_by(
            bytes(entry.signing_key.public_key), bytes(entry.signature), payload
        ),
        place=place_of(entry),
    )


def place_of(entry: HourEntry) -> Place | None:
    """Return the entry's place in the newest checkpoint, or None where it is newer than that."""
    checkpoint = Checkpoint.objects.filter(size__gte=entry.seq).order_by("-size").first()
    if checkpoint is None:
        return None
    proof = inclusion_proof(entry.seq, checkpoint.size)
    leaf = leaf_hash(bytes(entry.payload))
    root = root_by_inclusion(leaf, entry.seq - 1, checkpoint.size, proof)
    hashes = tuple(each.hex() for each in proof)
    return Place(checkpoint, hashes, root == bytes(checkpoint.root))
