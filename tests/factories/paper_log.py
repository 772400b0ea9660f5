"""A log on paper: keys, entries, checkpoints and proofs without a database, always the same bytes."""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clinic_hours.ledger.domain.canonical import canonical_json, optional_instant
from clinic_hours.ledger.domain.checkpoints import TreeHead, key_hash
from clinic_hours.ledger.domain.entries import Place, Reference, payload
from clinic_hours.ledger.domain.keys import KeyStatement, jwk
from clinic_hours.ledger.domain.merkle import (
    EMPTY_ROOT,
    MerkleTree,
    complete_subtrees,
    consistency_spans,
    inclusion_spans,
    joined,
    leaf_hash,
    proof,
)
from clinic_hours.ledger.signatures import PrivateKey, private_key

ORIGIN = "palmetto.test/hours"
NOON = datetime(2026, 11, 16, 17, tzinfo=UTC)

# Changes what is about to be signed, or returns other text to sign.
Lie = Callable[[dict], Any]


def key_from(seed: str) -> PrivateKey:
    return private_key(Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest()))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass
class Posted:
    """An entry of the log. `facts` are what an honest school would have said in it."""

    payload: bytes
    signature: bytes
    key_id: str
    enrollment: str | None
    facts: dict

    @property
    def leaf(self) -> bytes:
        return leaf_hash(self.payload)


@dataclass(frozen=True)
class Witness:
    """Someone who cosigns checkpoints."""

    name: str

    @property
    def key(self) -> PrivateKey:
        return key_from(f"witness {self.name}")

    @property
    def mark(self) -> bytes:
        return sha256(f"{self.name}\n\4".encode() + self.key.public_key).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.mark.hex()}+{b64(bytes([4]) + self.key.public_key)}"

    def line(self, body: str, seconds: int = 1_795_000_000) -> str:
        """Return the signature line for a checkpoint's three lines."""
        signature = self.key.sign(f"cosignature/v1\ntime {seconds}\n{body}".encode())
        return signature_line(self.name, self.mark + seconds.to_bytes(8, "big") + signature)


def signature_line(name: str, blob: bytes) -> str:
    return f"\N{EM DASH} {name} {b64(blob)}\n"


class PaperLog:
    """`lies` change what entries of a kind say; those under "signing_key" change the keys' statements."""

    def __init__(
        self, seed: str = "key", origin: str = ORIGIN, lies: dict[str, Lie] | None = None
    ) -> None:
        self.seed, self.origin, self.lies = seed, origin, lies or {}
        self.now = NOON
        self.keys: list[PrivateKey] = []
        self.firsts: list[int] = []
        self.key_forms: list[dict] = []
        self.posted: list[Posted] = []
        self.tree, self.hashes = MerkleTree(), {}
        self.change_keys()

    # Keys

    def change_keys(self, stolen_since: datetime | None = None, lie: Lie | None = None) -> None:
        """Begin with a new key, whose first entry says so. The very first key has no such entry."""
        before = self.keys[-1] if self.keys else None
        key = key_from(f"{self.seed} {len(self.keys) + 1}")
        first = len(self.posted) + 1
        said = KeyStatement(key.public_key, first, before and before.id, self.now, stolen_since)
        self.add_key(key, said.payload(), lie or self.lies.get("signing_key"))
        if before:
            since = optional_instant(stolen_since)
            body = {"key_id": key.id, "previous": before.id, "compromised_since": since}
            self.post("key", body)

    def add_key(self, key: PrivateKey, statement: bytes, lie: Lie | None) -> None:
        text = changed_text(statement.decode(), lie)
        before = self.keys[-1] if self.keys else None
        self.keys.append(key)
        self.firsts.append(len(self.posted) + 1)
        form = {
            "statement": text,
            "signature": b64(key.sign(text.encode())),
            "endorsement": b64(before.sign(text.encode())) if before else None,
        }
        self.key_forms.append(form)

    def key_at(self, size: int) -> PrivateKey:
        """Return the key in use for a head of that size; at a change of keys, the older one."""
        first = max(first for first in self.firsts if first <= max(size, 1))
        return self.keys[self.firsts.index(first)]

    def key_set(self) -> dict:
        """Return the published list of keys."""
        marks = {"use": "sig", "alg": "EdDSA"}
        return {
            "keys": [
                {**jwk(key.public_key), "kid": key.id, **marks, "practicum": form}
                for key, form in zip(self.keys, self.key_forms, strict=True)
            ]
        }

    # Entries

    def post(
        self, kind: str, body: dict, enrollment: str | None = None, lie: Lie | None = None
    ) -> int:
        """Sign an entry at the time that it is on paper, and return its number."""
        place = self.place(enrollment) if enrollment else None
        honest = payload(len(self.posted) + 1, kind, self.now, body, place)
        text = changed_text(honest.decode(), lie or self.lies.get(kind))
        return self.append(text, enrollment, json.loads(honest))

    def append(self, text: str, enrollment: str | None, facts: dict) -> int:
        """Sign any text as the next entry."""
        data, key, size = text.encode(), self.keys[-1], len(self.posted)
        self.posted.append(Posted(data, key.sign(data), key.id, enrollment, facts))
        (first,) = complete_subtrees((size, size + 1))
        self.hashes |= {first: leaf_hash(data), **dict(self.tree.append(leaf_hash(data)))}
        return size + 1

    def place(self, enrollment: str) -> Place:
        before = self.chain(enrollment)
        last = self.posted[before[-1] - 1].leaf if before else None
        return Place(enrollment, len(before) + 1, last)

    def chain(self, enrollment: str, size: int | None = None) -> list[int]:
        size = len(self.posted) if size is None else size
        return [n for n, each in enumerate(self.posted[:size], 1) if each.enrollment == enrollment]

    def reference(self, seq: int) -> Reference:
        return Reference(seq, self.posted[seq - 1].leaf)

    def entry(self, seq: int, size: int | None = None) -> dict:
        each = self.posted[seq - 1]
        return {
            "payload": each.payload.decode(),
            "signature": b64(each.signature),
            "key_id": each.key_id,
            "proof": [b64(digest) for digest in self.proof(seq, size)],
        }

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)

    # Heads and proofs

    def root(self, size: int | None = None) -> bytes:
        size = len(self.posted) if size is None else size
        peaks = [self.hashes[each] for each in complete_subtrees((0, size))]
        return joined(peaks) if peaks else EMPTY_ROOT

    def head(self, size: int | None = None) -> TreeHead:
        size = len(self.posted) if size is None else size
        return TreeHead(self.origin, size, self.root(size))

    def checkpoint(
        self,
        size: int | None = None,
        by: PrivateKey | None = None,
        witnesses: Iterable[Witness] = (),
    ) -> str:
        head = self.head(size)
        return note(head, by or self.key_at(head.size), witnesses)

    def proof(self, seq: int, size: int | None = None) -> list[bytes]:
        size = len(self.posted) if size is None else size
        return proof(inclusion_spans(seq - 1, size), self.hashes)

    def growth(self, old: int, new: int | None = None) -> list[bytes]:
        new = len(self.posted) if new is None else new
        return proof(consistency_spans(old, new), self.hashes)

    def later(self, old: int, new: int | None = None, by: PrivateKey | None = None) -> dict:
        """Return the newer checkpoint of a file, with its proof."""
        checkpoint = self.checkpoint(new, by)
        return {"checkpoint": checkpoint, "proof": [b64(each) for each in self.growth(old, new)]}


def note(head: TreeHead, by: PrivateKey, witnesses: Iterable[Witness] = ()) -> str:
    body = head.body()
    blob = key_hash(head.origin, by.public_key) + by.sign(body.encode())
    lines = [signature_line(head.origin, blob), *(each.line(body) for each in witnesses)]
    return f"{body}\n{''.join(lines)}"


def changed_text(text: str, lie: Lie | None) -> str:
    """Return text as a liar writes it."""
    if lie is None:
        return text
    facts = json.loads(text)
    other = lie(facts)
    return other if isinstance(other, str) else canonical_json(facts).decode()
