"""The current signing key, read from its file and checked against the ledger's head."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.models import SigningKey
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.signatures import KeyFileProblem, PrivateKey, read_key_file


def current_key(key_id: str | None, first_seq: int) -> PrivateKey:
    """Return the key that the head names. A ledger without one adopts the file's key as its first.

    Call with the head locked. Raises KeyFileProblem if the file holds another key.
    """
    key = key_in_file(key_id)
    if key_id is None:
        register(key, first_seq=first_seq, previous=None)
    elif key.id != key_id:
        raise KeyFileProblem(
            f"SIGNING_KEY_FILE: the ledger is signed with key {key_id}, but {key_file()} contains "
            f"{key.id}. Copy the log's key back into that file, from the host where it was changed or "
            "from the copy kept offline. Until then nothing can be signed."
        )
    return key


def key_in_file(expected: str | None) -> PrivateKey:
    """Return the key in the file, after finishing a rotation that a crash interrupted."""
    try:
        key = read_once(key_file(), version_of(key_file()))
    except KeyFileProblem:
        if expected and (waiting := put_in_place(expected)):
            return waiting
        raise
    if expected not in (None, key.id):
        return put_in_place(expected) or key
    return key


def put_in_place(expected: str) -> PrivateKey | None:
    """Move the waiting key into the key file if it is the expected one. Call with the head locked."""
    if not next_key_file().exists():
        return None
    waiting = read_key_file(next_key_file())
    if waiting.id != expected:
        return None
    os.replace(next_key_file(), key_file())
    return waiting


@lru_cache(maxsize=4)
def read_once(path: Path, _version: tuple[int, int]) -> PrivateKey:
    return read_key_file(path)


def version_of(path: Path) -> tuple[int, int]:
    """Return what changes with a file's content, also within one tick of the file system's clock."""
    if not path.exists():
        return (0, 0)
    status = path.stat()
    return status.st_mtime_ns, status.st_ino


def register(
    key: PrivateKey,
    *,
    first_seq: int,
    previous: PrivateKey | None,
    compromised_since: datetime | None = None,
) -> SigningKey:
    """Add a key to the chain of keys, with its own signature and that of the key before it."""
    statement = KeyStatement(
        public_key=key.public_key,
        first_seq=first_seq,
        previous=previous.id if previous else None,
        previous_compromised_since=compromised_since,
        added_at=timezone.now(),
    ).payload()
    return SigningKey.objects.create(
        id=key.id,
        public_key=key.public_key,
        first_seq=first_seq,
        previous_id=previous.id if previous else None,
        statement=statement,
        signature=key.sign(statement),
        endorsement=previous.sign(statement) if previous else None,
    )
