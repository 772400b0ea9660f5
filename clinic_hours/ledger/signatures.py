"""Ed25519 over exact bytes (RFC 8032), and the file that holds the private key.

The file is PKCS#8 in PEM, as written by `openssl genpkey -algorithm ed25519`, readable only by its owner.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from clinic_hours.ledger.domain.keys import thumbprint

# Anyone can derive this key. It lets a demo school run unattended; production refuses it.
DEMO_SEED = hashlib.sha256(b"Practicum's demo key. It signs nothing that counts.").digest()
OTHERS_MAY_READ = 0o077


class KeyFileProblem(Exception):
    """The signing key cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key with its public key and id."""

    key: Ed25519PrivateKey
    public_key: bytes
    id: str

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data)


def private_key(key: Ed25519PrivateKey) -> PrivateKey:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return PrivateKey(key, public, thumbprint(public))


def new_key() -> PrivateKey:
    return private_key(Ed25519PrivateKey.generate())


def demo_key() -> PrivateKey:
    return private_key(Ed25519PrivateKey.from_private_bytes(DEMO_SEED))


def read_key_file(path: Path) -> PrivateKey:
    """Return the key in a file. Raises KeyFileProblem."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyFileProblem(
            f"SIGNING_KEY_FILE: {path} cannot be read ({error.strerror})."
        ) from error
    except (TypeError, ValueError) as error:
        raise KeyFileProblem(
            f"SIGNING_KEY_FILE: {path} does not contain a private key in PEM format."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileProblem(f"SIGNING_KEY_FILE: the key in {path} is not an Ed25519 key.")
    return private_key(key)


def read_own_key_file(path: Path) -> PrivateKey:
    """Like `read_key_file`, but refuse a key that others can read or that everyone knows."""
    key = read_key_file(path)
    if path.stat().st_mode & OTHERS_MAY_READ:
        raise KeyFileProblem(
            f"SIGNING_KEY_FILE: other users can read {path}. Restrict it with: chmod 600 {path}"
        )
    if key.id == demo_key().id:
        raise KeyFileProblem(
            "SIGNING_KEY_FILE contains the demo key, which is public. "
            "Create your own with: manage.py make_signing_key FILE"
        )
    return key


def write_key_file(path: Path, key: PrivateKey) -> None:
    """Write a key atomically to a file that only its owner can read. Raises FileExistsError."""
    pem = key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    # Files from mkstemp are private to their owner from the start.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        os.unlink(draft)
    # The log may name this key right away: without this, a power failure could lose the file's name.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def ensure_demo_key(path: Path) -> None:
    """Write the demo key if there is no key yet."""
    with suppress(FileExistsError):
        if not path.exists():
            write_key_file(path, demo_key())


@lru_cache(maxsize=256)
def public_key_of(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


def is_signed_by(public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Return whether the signature over the data was made by that key. False for anything malformed."""
    try:
        public_key_of(bytes(public_key)).verify(bytes(signature), bytes(data))
    except (InvalidSignature, ValueError):
        return False
    return True
