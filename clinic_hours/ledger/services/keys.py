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
            f"{key.id}. Put the ledger's key back or change keys with manage.py rotate_signing_key."
        )
    return key


def key_in_file(expected: str | None) -> PrivateKey:
    """Return the key in the file, after finishing a rotation that a crash interrupted."""
    key = read_once(key_file(), changed_at(key_file()))
    if expected not in (None, key.id) and next_key_file().exists():
        waiting = read_key_file(next_key_file())
        if waiting.id == expected:
            os.replace(next_key_file(), key_file())
            return waiting
    return key


@lru_cache(maxsize=4)
def read_once(path: Path, _changed_at: int) -> PrivateKey:
    return read_key_file(path)


def changed_at(path: Path) -> int:
    """Return when the file was written, in nanoseconds, or 0 if there is none."""
    return path.stat().st_mtime_ns if path.exists() else 0


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
