"""Replace the signing key: the old key endorses the new one, whose first entry says so."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.canonical import optional_instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.domain.keys import took_over_at
from clinic_hours.ledger.models import LedgerHead, SigningKey
from clinic_hours.ledger.selectors.ends import ends_of
from clinic_hours.ledger.selectors.key_files import next_key_file
from clinic_hours.ledger.signatures import (
    KeyFileProblem,
    PrivateKey,
    new_key,
    read_key_file,
    write_key_file,
)

from .append import Act, append_at
from .checkpoints import checkpoint_at
from .head import lock_head
from .keys import current_key, put_in_place, register
from .order import refuse_before


def rotate_signing_key(compromised_since: datetime | None = None) -> SigningKey:
    """Create a new key, have the old one endorse it, and put it in the file. Earlier entries stay.

    `compromised_since` is when someone else may first have had the old key. The new key is on disk before
    the log knows it, so a crash in between loses neither. Raises KeyFileProblem.
    """
    registered = hand_over(compromised_since)
    finish_rotation()
    return registered


@recorded
def finish_rotation() -> SigningKey | None:
    """Put a key in the file that the log already names, and return it, or None if none is waiting.

    Only under the head's lock: the waiting file could otherwise be that of a rotation still under way.
    """
    head = lock_head()
    if head.signing_key_id and put_in_place(head.signing_key_id):
        return SigningKey.objects.get(pk=head.signing_key_id)
    return None


@recorded
def hand_over(compromised_since: datetime | None = None) -> SigningKey:
    """Have the log name a new key, which is left in the waiting file."""
    head = lock_head(more=1)
    before = current_key(head.signing_key_id, first_seq=head.size + 1)
    now = timezone.now()  # a log without entries has registered its first key only now
    statement = SigningKey.objects.values_list("statement", flat=True).get(pk=before.id)
    refuse_before(took_over_at(statement), now)
    key = waiting_key()
    registered = register(
        key, first_seq=head.size + 1, previous=before, compromised_since=compromised_since
    )
    LedgerHead.objects.update(signing_key=registered)
    body = {
        "key_id": key.id,
        "previous": before.id,
        "compromised_since": optional_instant(compromised_since),
    }
    append_at(head, key, [Act(Kind.KEY, now, body)])
    # Shows that what the old key signed continues: by itself, a key that has ended proves little.
    checkpoint_at(head, ends_of(head.size + 1), key)
    return registered


def waiting_key() -> PrivateKey:
    """Create a key in the waiting file. Call with the head locked: no other rotation is then under way.

    A key there that the log doesn't know is from a run that failed, and has signed nothing. Any other
    could be the only copy.
    """
    waiting = next_key_file()
    if waiting.exists():
        left = read_key_file(waiting)
        if SigningKey.objects.filter(pk=left.id).exists():
            raise KeyFileProblem(
                f"SIGNING_KEY_FILE: {waiting} contains key {left.id}, which this log knows, so it was "
                "not overwritten. Move the file away and try again."
            )
        waiting.unlink()
    key = new_key()
    write_key_file(waiting, key)
    return key
