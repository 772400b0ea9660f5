"""The keys that have signed, each with its endorsement."""

from dataclasses import dataclass

from clinic_hours.ledger.models import SigningKey
from clinic_hours.ledger.selectors.audit.trust import registered_keys, vouched_in


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key's own statement, signed by itself and by the key before it."""

    id: str
    statement: bytes
    signature: bytes
    endorsement: bytes | None


def key_records() -> tuple[KeyRecord, ...]:
    """Return every key in the database, oldest first."""
    keys = SigningKey.objects.order_by("first_seq", "added_at")
    return tuple(map(record_of, keys))


def trusted_key_records() -> tuple[KeyRecord, ...] | None:
    """Return the keys that SIGNING_KEY_FILE vouches for, oldest first, or None if it cannot be read.

    Anyone who can write to the database can add a key, so it cannot vouch for its own keys.
    """
    registered = registered_keys()
    trust = vouched_in(registered)
    if trust.warning:
        return None
    following = {registered[name].previous_id: registered[name] for name in trust.keys}
    records, last = [], following.get(None)
    while last:
        records.append(record_of(last))
        last = following.get(last.pk)
    return tuple(records)


def record_of(key: SigningKey) -> KeyRecord:
    endorsement = bytes(key.endorsement) if key.endorsement else None
    return KeyRecord(key.pk, bytes(key.statement), bytes(key.signature), endorsement)
