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

ED25519, COSIGNATURE = b"\x01", b"\x04"  # signature types in a signed note
KEY_HASH_BYTES = 4
NAME = r"[^\s+\x00-\x1f]+"  # of a log or a key
LONGEST_ORIGIN = 255
SIZE = r"0|[1-9][0-9]{0,15}"
MOST_SIGNATURES = 100
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
    """One line under a note: the signer's name, the key's hash, and the rest, which depends on the key."""

    name: str
    key_hash: bytes
    signature: bytes


def key_hash(name: str, public_key: bytes, kind: bytes = ED25519) -> bytes:
    """Return the four bytes that identify the key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public_key).digest()[:KEY_HASH_BYTES]


def signed_note(head: TreeHead, public_key: bytes, signature: bytes) -> str:
    """Return the full text of a checkpoint, signed in the name of its origin."""
    blob = base64.b64encode(key_hash(head.origin, public_key) + signature).decode("ascii")
    return f"{head.body()}\n\N{EM DASH} {head.origin} {blob}\n"


def read_note(text: str) -> tuple[TreeHead, list[NoteSignature]]:
    """Return the parts of a checkpoint, unverified. Raises Unreadable.

    Anyone may add signature lines, so a reader ignores those of keys that it does not know.
    """
    body, gap, signatures = text.rpartition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) < 3 or not signatures.endswith("\n"):
        raise Unreadable("it is missing its three lines or its signature")
    origin, size, root = lines[:3]
    if not is_origin(origin):
        raise Unreadable("its first line is not the name of a log")
    if not re.fullmatch(SIZE, size):
        raise Unreadable("its size is not a number")
    head = TreeHead(origin, int(size), decoded(root, HASH_BYTES))
    if head.body() != body + "\n":
        raise Unreadable("it has lines in an unknown format")
    signed = signatures[:-1].split("\n")
    if len(signed) > MOST_SIGNATURES:
        raise Unreadable("it has too many signatures")
    return head, [signature_line(line) for line in signed]


def signature_line(line: str) -> NoteSignature:
    dash, _, rest = line.partition(" ")
    name, _, blob = rest.partition(" ")
    if dash != "\N{EM DASH}" or not re.fullmatch(NAME, name):
        raise Unreadable("a signature line is malformed")
    data = decoded(blob)
    if len(data) <= KEY_HASH_BYTES:
        raise Unreadable("a signature line has no signature")
    return NoteSignature(name, data[:KEY_HASH_BYTES], data[KEY_HASH_BYTES:])


def decoded(text: str, length: int | None = None) -> bytes:
    """Return the bytes of base64 in its only valid form, as many as expected. Raises Unreadable."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("it contains invalid base64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Unreadable("it contains invalid base64")
    if length is not None and len(data) != length:
        raise Unreadable("a hash or signature has the wrong length")
    return data
