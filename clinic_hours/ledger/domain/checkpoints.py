"""A checkpoint: one signed line of text that fixes the whole ledger up to a size.

The format is C2SP's tlog-checkpoint inside a signed note (https://c2sp.org/tlog-checkpoint,
https://c2sp.org/signed-note), so that tools for transparency logs can read it.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from .merkle import HASH_BYTES

ED25519 = b"\x01"  # the signature type in a signed note
SIGNATURE_BYTES, KEY_HASH_BYTES = 64, 4
NAME = r"[^\s+\x00-\x1f]+"  # of a log or a key
LONGEST_ORIGIN = 255
# PostgreSQL dates rows by the start of their transaction, which may then wait for another's lock.
WAITING = timedelta(minutes=1)


class Unreadable(ValueError):
    """The text is not a checkpoint."""


def is_origin(text: str) -> bool:
    """Return whether a text can name a log, and also the key in its signature lines."""
    return bool(re.fullmatch(NAME, text)) and len(text) <= LONGEST_ORIGIN


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The number of entries in the log of that origin, and the root over them."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the text that is signed, with its final newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature under a note: the signer's name, the key's hash, and the 64 bytes."""

    name: str
    key_hash: bytes
    signature: bytes


def key_hash(name: str, public_key: bytes) -> bytes:
    """Return the four bytes that identify the key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:KEY_HASH_BYTES]


def signed_note(head: TreeHead, public_key: bytes, signature: bytes) -> str:
    """Return the full text of a checkpoint, signed in the name of its origin."""
    blob = base64.b64encode(key_hash(head.origin, public_key) + signature).decode("ascii")
    return f"{head.body()}\n\N{EM DASH} {head.origin} {blob}\n"


def read_note(text: str) -> tuple[TreeHead, list[NoteSignature]]:
    """Return the parts of a checkpoint, unverified. Raises Unreadable."""
    body, gap, signatures = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) < 3 or not signatures.endswith("\n"):
        raise Unreadable("it is missing its three lines or its signature")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdigit()) or size != str(int(size)):
        raise Unreadable("its size is not a number")
    head = TreeHead(origin, int(size), decoded(root, HASH_BYTES))
    if head.body() != body + "\n":
        raise Unreadable("it has lines in an unknown format")
    return head, [signature_line(line) for line in signatures[:-1].split("\n")]


def signature_line(line: str) -> NoteSignature:
    dash, _, rest = line.partition(" ")
    name, _, blob = rest.partition(" ")
    if dash != "\N{EM DASH}" or not name:
        raise Unreadable("a signature line is malformed")
    data = decoded(blob, KEY_HASH_BYTES + SIGNATURE_BYTES)
    return NoteSignature(name, data[:KEY_HASH_BYTES], data[KEY_HASH_BYTES:])


def decoded(text: str, length: int) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("it contains invalid base64") from None
    if len(data) != length:
        raise Unreadable("a hash or signature has the wrong length")
    return data
