"""Cosignatures: what a witness adds to a checkpoint (https://c2sp.org/tlog-cosignature).

A cosignature says: at that time, this was the largest consistent log that the witness had seen.
"""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .checkpoints import NoteSignature, TreeHead
from .verifier_keys import VerifierKey

TIME_BYTES = 8
LIMIT = 253_402_300_800  # the year 10000
# Takes a public key, a signature and the signed bytes.
Verify = Callable[[bytes, bytes, bytes], bool]


class NotTheirs(ValueError):
    """A line names a key that did not sign it."""


@dataclass(frozen=True, slots=True)
class Cosignature:
    """One witness's signature over a checkpoint, at a time in seconds since 1970."""

    witness: VerifierKey
    time: int
    signature: bytes

    @property
    def seen_at(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def line(self) -> str:
        """Return the signature line, with its final newline."""
        data = self.witness.id + self.time.to_bytes(TIME_BYTES, "big") + self.signature
        blob = base64.b64encode(data).decode("ascii")
        return f"\N{EM DASH} {self.witness.name} {blob}\n"


def cosigned_text(head: TreeHead, time: int) -> bytes:
    """Return the bytes that a witness signs."""
    return f"cosignature/v1\ntime {time}\n{head.body()}".encode()


def cosignatures_by(
    witnesses: Iterable[VerifierKey],
    head: TreeHead,
    signatures: Iterable[NoteSignature],
    is_signed_by: Verify,
) -> list[Cosignature]:
    """Return the verified cosignatures by these witnesses; other lines are ignored.

    Raises NotTheirs for a line that names one of the witnesses but was not signed by it.
    """
    known = {(witness.name, witness.id): witness for witness in witnesses}
    return [
        verified(known[each.name, each.key_hash], head, each, is_signed_by)
        for each in signatures
        if (each.name, each.key_hash) in known
    ]


def verified(
    witness: VerifierKey, head: TreeHead, signature: NoteSignature, is_signed_by: Verify
) -> Cosignature:
    time = int.from_bytes(signature.signature[:TIME_BYTES], "big")
    raw = signature.signature[TIME_BYTES:]
    if time >= LIMIT or not is_signed_by(witness.public_key, raw, cosigned_text(head, time)):
        raise NotTheirs(f"the line of {witness.name} was not signed with its key")
    return Cosignature(witness, time, raw)
