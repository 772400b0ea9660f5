"""Replace the signing key: the old key endorses the new one, whose first entry says so."""

import os
from datetime import datetime

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.canonical import optional_instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.domain.keys import took_over_at
from clinic_hours.ledger.models import LedgerHead, SigningKey
from clinic_hours.ledger.selectors.ends import ends_of
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.signatures import PrivateKey, new_key, write_key_file

from .append import Act, append_at
from .checkpoints import checkpoint_at
from .head import lock_head
from .keys import current_key, register
from .order import refuse_before


def rotate_signing_key(compromised_since: datetime | None = None) -> SigningKey:
    """Create a new key, have the old one endorse it, and put it in the file. Earlier entries stay.

    `compromised_since` is when someone else may first have had the old key. The new key is on disk before
    the log knows it, so a crash in between loses neither. Raises KeyFileProblem.
    """
    waiting = next_key_file()
    waiting.unlink(missing_ok=True)
    key = new_key()
    write_key_file(waiting, key)
    registered = hand_over(key, compromised_since)
    os.replace(waiting, key_file())
    return registered


@recorded
def hand_over(key: PrivateKey, compromised_since: datetime | None = None) -> SigningKey:
    head, now = lock_head(more=1), timezone.now()
    before = current_key(head.signing_key_id, first_seq=head.size + 1)
    statement = SigningKey.objects.values_list("statement", flat=True).get(pk=before.id)
    refuse_before(took_over_at(statement), now)
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
