"""Public keys as one line of text: a signed note's verifier keys (https://c2sp.org/signed-note)."""

import base64
import re
from dataclasses import dataclass

from .checkpoints import (
    COSIGNATURE,
    ED25519,
    NAME,
    NoteSignature,
    Unreadable,
    decoded,
    key_hash,
)

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A key in somebody's name. `kind` is the byte that says what it signs: notes or cosignatures."""

    name: str
    kind: bytes
    public_key: bytes

    @property
    def id(self) -> bytes:
        return key_hash(self.name, self.public_key, self.kind)

    def is_named_by(self, signature: NoteSignature) -> bool:
        """Return whether a signature line claims to be made with this key."""
        return (signature.name, signature.key_hash) == (self.name, self.id)

    def __str__(self) -> str:
        key = base64.b64encode(self.kind + self.public_key).decode("ascii")
        return f"{self.name}+{self.id.hex()}+{key}"


def read_verifier_key(text: str) -> VerifierKey:
    """Return the key in a line such as `witness.example+7fa2c01e+BK…`. Raises Unreadable."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    if not re.fullmatch(NAME, name) or not re.fullmatch(r"[0-9a-f]{8}", key_id):
        raise Unreadable("it is not a name, 8 hexadecimal digits and a key, joined with +")
    data = decoded(encoded)
    if data[:1] not in (ED25519, COSIGNATURE) or len(data) != 1 + KEY_BYTES:
        raise Unreadable("it is not an Ed25519 key")
    key = VerifierKey(name, data[:1], data[1:])
    if key.id.hex() != key_id:
        raise Unreadable("its digits do not fit its name and key, so a part was changed or lost")
    return key
