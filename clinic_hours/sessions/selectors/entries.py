"""One entry of the ledger with everything a reader needs to judge it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.merkle import leaf_hash, root_by_inclusion
from clinic_hours.ledger.models import Checkpoint
from clinic_hours.ledger.selectors.audit.tree import what_is_wrong_with
from clinic_hours.ledger.selectors.audit.trust import Trust, vouched_keys
from clinic_hours.ledger.selectors.origin import fixed_origin
from clinic_hours.ledger.selectors.proofs import inclusion_proof
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.sessions.domain.lines import COMMITTED, EntryLine, joined_lines, line_of
from clinic_hours.sessions.models import HourEntry


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in the newest checkpoint. `proof` is the list of hashes that lead there (hex)."""

    checkpoint: Checkpoint
    proof: tuple[str, ...]
    is_included: bool


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """The contents of the signed bytes (`line`, `said`), and whether hash, signature and place are valid.

    `is_unaltered` means that the hash and columns match the signed bytes.
    """

    entry: HourEntry
    line: EntryLine
    said: dict[str, Any]
    is_unaltered: bool
    is_signed: bool
    place: Place | None


def evidence_of(entry: HourEntry) -> EntryEvidence | None:
    """Return an entry's evidence, or None if its bytes cannot be read because someone changed them.

    The entry needs `enrollment`, `log_entry` and `reverses__log_entry` selected with it.
    """
    try:
        return evidence_in(entry, vouched_keys())
    except UNREADABLE:
        return None


def evidence_in(entry: HourEntry, trust: Trust) -> EntryEvidence:
    logged = [each.log_entry for each in (entry.reverses, entry) if each]
    payloads = {each.seq: bytes(each.payload) for each in logged}
    payload = payloads[entry.seq]
    said = json.loads(payload)
    signed = logged[-1]
    texts = texts_in(json.loads(each) for each in payloads.values())
    lines = {seq: line_of(each, texts) for seq, each in payloads.items()}
    key = trust.keys.get(signed.signing_key_id)
    is_hashed = leaf_hash(payload) == bytes(signed.leaf_hash)
    return EntryEvidence(
        entry=entry,
        line=joined_lines(lines)[-1],
        said=said,
        is_unaltered=is_hashed and columns_of(entry) == columns_in(said),
        is_signed=bool(
            key and key.signs(entry.seq) and is_signed_by(key.raw, bytes(signed.signature), payload)
        ),
        place=place_of(entry, trust),
    )


def columns_of(entry: HourEntry) -> tuple:
    enrollment = str(entry.enrollment.public_id)
    return entry.seq, entry.kind, entry.minutes, entry.clients, enrollment


def columns_in(said: dict[str, Any]) -> tuple:
    return tuple(said[name] for name in ("seq", "kind", "minutes", "clients", "enrollment"))


def texts_in(payloads: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the texts behind the documents and reasons of payloads."""
    names = (said[name] for said in payloads for name in COMMITTED & said.keys())
    return {name: opened.text for name, opened in committed_texts(names).items()}


def place_of(entry: HourEntry, trust: Trust) -> Place | None:
    """Return the entry's place in the newest checkpoint, or None if the entry is newer."""
    checkpoint = Checkpoint.objects.filter(size__gte=entry.seq).order_by("-size").first()
    if checkpoint is None:
        return None
    proof = inclusion_proof(entry.seq, checkpoint.size)
    leaf = leaf_hash(bytes(entry.log_entry.payload))
    root = root_by_inclusion(leaf, entry.seq - 1, checkpoint.size, proof)
    hashes = tuple(each.hex() for each in proof)
    is_signed = not what_is_wrong_with(checkpoint, fixed_origin(), trust)
    return Place(checkpoint, hashes, is_signed and root == bytes(checkpoint.root))
