"""One entry of the ledger with everything a reader needs to judge it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.entries import COMMITTED
from clinic_hours.ledger.domain.merkle import leaf_hash, root_by_inclusion
from clinic_hours.ledger.models import Checkpoint
from clinic_hours.ledger.selectors.audit.tree import what_is_wrong_with
from clinic_hours.ledger.selectors.audit.trust import Trust, vouched_keys
from clinic_hours.ledger.selectors.origin import fixed_origin
from clinic_hours.ledger.selectors.proofs import inclusion_proof
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.sessions.domain.lines import EntryLine, joined_lines, line_of
from clinic_hours.sessions.models import HourEntry

from .around import Payload, Rule, around_in_log, rule_in


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in the newest checkpoint. `proof` is the list of hashes that lead there (hex)."""

    checkpoint: Checkpoint
    proof: tuple[str, ...]
    is_included: bool


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """The contents of the signed bytes (`line`, `said`), and whether hash, signature and place are valid.

    `is_unaltered` means that the hash, the columns, the student and what became of the entry match the log.
    """

    entry: HourEntry
    line: EntryLine
    said: dict[str, Any]
    rule: Rule
    is_unaltered: bool
    is_signed: bool
    place: Place | None


def evidence_of(entry: HourEntry) -> EntryEvidence | None:
    """Return an entry's evidence, or None if its bytes cannot be read because someone changed them.

    The entry needs `enrollment__student`, `enrollment__entry`, `requirement`, `session`, `log_entry`,
    `reverses__log_entry` and `reversed_by` selected with it.
    """
    try:
        return evidence_in(entry, vouched_keys())
    except UNREADABLE:
        return None


def evidence_in(entry: HourEntry, trust: Trust) -> EntryEvidence:
    logged = [each.log_entry for each in (entry.reverses, entry) if each]
    payloads = {each.seq: bytes(each.payload) for each in logged}
    payload, signed = payloads[entry.seq], logged[-1]
    around = around_in_log(entry, trust)
    stated = [json.loads(each) for each in payloads.values()]
    texts = texts_in([around.identity, *stated])
    lines = {seq: line_of(each, texts) for seq, each in payloads.items()}
    line = joined_lines(lines)[-1]
    key = trust.keys.get(signed.signing_key_id)
    is_hashed = leaf_hash(payload) == bytes(signed.leaf_hash)
    is_same = columns_of(entry) == columns_in(stated, line, around.taken_back_by)
    return EntryEvidence(
        entry=entry,
        line=line,
        said=stated[-1],
        rule=rule_in(around.under, line.category),
        is_unaltered=is_hashed and is_same and is_named(entry, around.identity, texts),
        is_signed=bool(
            key and key.signs(entry.seq) and is_signed_by(key.raw, bytes(signed.signature), payload)
        ),
        place=place_of(entry, trust),
    )


def columns_of(entry: HourEntry) -> tuple:
    taken_back_by = getattr(entry, "reversed_by", None)
    return (
        *(entry.seq, entry.kind, entry.minutes, entry.clients, str(entry.enrollment.public_id)),
        *(entry.requirement.category, entry.requirement.name),
        str(entry.session.public_id) if entry.session else None,
        taken_back_by.seq if taken_back_by else None,
    )


def columns_in(stated: Sequence[Payload], line: EntryLine, taken_back_by: int | None) -> tuple:
    """Return the same from an entry's payload, the last, and that of the entry that it reverses."""
    names = ("seq", "kind", "minutes", "clients", "enrollment")
    sessions = [said["session"]["session"] for said in stated if "session" in said]
    return (
        *(stated[-1][name] for name in names),
        *(line.category, line.requirement),
        sessions[0] if sessions else None,
        taken_back_by,
    )


def is_named(entry: HourEntry, identity: Payload, texts: Mapping[str, str]) -> bool:
    """Return whether the student's name and number are those in the log, as far as they were not erased."""
    shown = {"name": str(entry.enrollment.student), "number": entry.enrollment.student_number}
    return all(texts.get(identity[name], text) == text for name, text in shown.items())


def texts_in(payloads: Iterable[Payload]) -> dict[str, str]:
    """Return the texts to which payloads commit."""
    names = {said[name] for said in payloads for name in COMMITTED.get(said["kind"], ())}
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
