"""A school on paper: keys, a ledger and transcripts without a database, always the same bytes.

It signs anything, so that tests can see what a verifier says about a school that lies.
"""

import base64
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.checkpoints import TreeHead, signed_note
from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.domain.merkle import (
    MerkleTree,
    complete_subtrees,
    consistency_spans,
    inclusion_spans,
    leaf_hash,
    proof,
)
from clinic_hours.ledger.signatures import PrivateKey, private_key
from clinic_hours.sessions.domain.attestation import (
    Statement,
    credit_statement,
    current_statement,
    reversal_statement,
)
from clinic_hours.sessions.domain.entries import (
    Credit,
    SignedSession,
    Signer,
    Signing,
    credit_payload,
    reversal_payload,
    sign_off_payload,
)
from clinic_hours.transcripts.domain.transcripts import (
    Log,
    RequirementTotals,
    School,
    Student,
    Study,
    TranscriptStatement,
)

ORIGIN, ZONE = "palmetto.test/hours", "America/New_York"
NOON = datetime(2026, 11, 16, 17, tzinfo=UTC)
LUCIA, MEI = "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a01", "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a02"
CODE = "0123456789ABCDEFGHJKMNPQRS"


def key_from(seed: str) -> PrivateKey:
    return private_key(Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest()))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass
class Posted:
    """An entry of the paper ledger and the values that a transcript sums."""

    payload: bytes
    signature: bytes
    key_id: str
    enrollment: str
    minutes: int
    clients: int
    paper: int


class PaperSchool:
    def __init__(self, seed: str = "key") -> None:
        self.seed = seed
        self.keys: list[PrivateKey] = []
        self.key_forms: list[dict] = []
        self.posted: list[Posted] = []
        self.tree, self.hashes = MerkleTree(), {}
        self.change_keys()

    def change_keys(self) -> None:
        key, before = (
            key_from(f"{self.seed} {len(self.keys) + 1}"),
            self.keys[-1] if self.keys else None,
        )
        said = KeyStatement(
            key.public_key, len(self.posted) + 1, before.id if before else None, NOON
        ).payload()
        form = {
            "statement": said.decode(),
            "signature": b64(key.sign(said)),
            "endorsement": b64(before.sign(said)) if before else None,
        }
        self.keys.append(key)
        self.key_forms.append(form)

    def post(self, payload: bytes, *facts: Any) -> int:
        key, size = self.keys[-1], len(self.posted)
        self.posted.append(Posted(payload, key.sign(payload), key.id, *facts))
        leaf = leaf_hash(payload)
        (first,) = complete_subtrees((size, size + 1))
        self.hashes |= {first: leaf, **dict(self.tree.append(leaf))}
        return size + 1

    def sign_off(self, enrollment: str = LUCIA, minutes: int = 120, clients: int = 2) -> int:
        seq = len(self.posted) + 1
        starts = NOON + timedelta(days=seq)
        session = SignedSession(
            session=f"00000000-0000-4000-8000-{seq:012}",
            version=2,
            enrollment=enrollment,
            category="hands-on",
            requirement="Hands-on sessions",
            site="Community clinic",
            zone=ZONE,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            break_minutes=0,
            minutes=minutes,
            rounding="none",
            clients=clients,
            provenance="typed",
            note_commitment=sha256(b"salt").hexdigest(),
        )
        payload = sign_off_payload(seq, session, session.fingerprint(), self.signing())
        return self.post(payload, enrollment, minutes, clients, 0)

    def credit(self, enrollment: str = LUCIA, minutes: int = 600) -> int:
        seq = len(self.posted) + 1
        credit = Credit(
            "transfer",
            enrollment,
            "hands-on",
            "Hands-on sessions",
            minutes,
            0,
            date(2026, 5, 2),
            "Transcript of Coral College, 2026-05-02",
        )
        payload = credit_payload(seq, credit, self.signing(credit_statement("en")))
        return self.post(payload, enrollment, minutes, 0, minutes)

    def reverse(self, seq: int, **lies: Any) -> int:
        before = self.posted[seq - 1]
        facts = {
            "enrollment": before.enrollment,
            "reverses": seq,
            "minutes": -before.minutes,
            "clients": -before.clients,
            "leaf": leaf_hash(before.payload).hex(),
            "reason": "Logged twice.",
        } | lies
        payload = reversal_payload(
            len(self.posted) + 1, **facts, signing=self.signing(reversal_statement("en"))
        )
        amounts = (facts["minutes"], facts["clients"], -before.paper)
        return self.post(payload, before.enrollment, *amounts)

    def signing(self, words: Statement | None = None) -> Signing:
        signer = Signer("Rosa Castellanos, LMT", "LMT", "MA 48213", "US-FL", date(2027, 8, 31))
        words = words or current_statement("en")
        return Signing(signer, words, Authentication("password", NOON), NOON, ZONE)

    def seqs(self, enrollment: str) -> list[int]:
        return [n for n, each in enumerate(self.posted, 1) if each.enrollment == enrollment]

    def proof(self, seq: int) -> list[bytes]:
        return proof(inclusion_spans(seq - 1, len(self.posted)), self.hashes)

    def growth(self, old: int) -> list[bytes]:
        return proof(consistency_spans(old, len(self.posted)), self.hashes)

    def checkpoint(self) -> str:
        key, head = self.keys[-1], TreeHead(ORIGIN, len(self.posted), self.tree.root())
        return signed_note(head, key.public_key, key.sign(head.body().encode()))

    def statement(self, enrollment: str = LUCIA) -> TranscriptStatement:
        own = [each for each in self.posted if each.enrollment == enrollment]
        minutes = sum(each.minutes for each in own)
        totals = RequirementTotals(
            category="hands-on",
            name="Hands-on sessions",
            citation="64B7-32.003",
            required_minutes=5400,
            required_clients=0,
            maximum_minutes=None,
            minutes=minutes,
            paper_minutes=sum(each.paper for each in own),
            counted_minutes=minutes,
            clients=sum(each.clients for each in own),
        )
        site = "https://palmetto.test"
        return TranscriptStatement(
            number=1,
            code=CODE,
            issued_at="2026-11-23T17:00:00.000000Z",
            issued_by="Cora Whitfield",
            school=School(
                "Palmetto", "Palmetto LLC", "Miami", "555-0100", "a@palmetto.test", site, ZONE
            ),
            student=Student("Lucía Ferrer", "P-00001"),
            study=Study(enrollment, "Massage Therapy", 1, "64B7", "2026-09-01", "active"),
            standard=None,
            requirements=(totals,),
            entries=tuple(self.seqs(enrollment)),
            log=Log(ORIGIN, len(self.posted), self.tree.root().hex()),
        )

    def entry(self, seq: int) -> dict:
        each = self.posted[seq - 1]
        return {
            "payload": each.payload.decode(),
            "signature": b64(each.signature),
            "key_id": each.key_id,
            "proof": [b64(digest) for digest in self.proof(seq)],
        }

    def form(self, enrollment: str = LUCIA, **lies: Any) -> dict:
        """Return a transcript's parts. `lies` are fields of the statement to sign instead."""
        statement = replace(self.statement(enrollment), **lies)
        payload = statement.payload()
        return {
            "format": "practicum-transcript/1",
            "statement": payload.decode(),
            "signature": b64(self.keys[-1].sign(payload)),
            "key_id": self.keys[-1].id,
            "checkpoint": self.checkpoint(),
            "keys": list(self.key_forms),
            "entries": [self.entry(seq) for seq in self.seqs(enrollment)],
        }


def in_bytes(form: dict) -> bytes:
    return canonical_json(form) + b"\n"
