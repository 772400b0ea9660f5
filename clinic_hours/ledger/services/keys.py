"""The current signing key, read from its file and checked against the ledger's head; and rotation."""

import os
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.keys import KeyStatement, took_over_at
from clinic_hours.ledger.models import LedgerHead, SigningKey
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.signatures import (
    KeyFileProblem,
    PrivateKey,
    new_key,
    read_key_file,
    write_key_file,
)

from .head import lock_head
from .order import refuse_before


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


def register(key: PrivateKey, *, first_seq: int, previous: PrivateKey | None) -> SigningKey:
    statement = KeyStatement(
        key.public_key, first_seq, previous.id if previous else None, timezone.now()
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


def rotate_signing_key() -> SigningKey:
    """Create a new key, have the old one endorse it, and put it in the file. Earlier entries stay.

    The new key is on disk before the ledger knows it, so a crash in between loses neither.
    Raises KeyFileProblem.
    """
    waiting = next_key_file()
    waiting.unlink(missing_ok=True)
    key = new_key()
    write_key_file(waiting, key)
    registered = hand_over(key)
    os.replace(waiting, key_file())
    return registered


@recorded
def hand_over(key: PrivateKey) -> SigningKey:
    head = lock_head()
    before = current_key(head.signing_key_id, first_seq=head.size + 1)
    statement = SigningKey.objects.values_list("statement", flat=True).get(pk=before.id)
    refuse_before(took_over_at(statement), timezone.now())
    registered = register(key, first_seq=head.size + 1, previous=before)
    LedgerHead.objects.update(signing_key=registered)
    return registered
