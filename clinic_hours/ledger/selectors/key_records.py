"""The keys that have signed, each with its endorsement."""

from dataclasses import dataclass

from django.db.models import QuerySet

from clinic_hours.ledger.models import SigningKey
from clinic_hours.ledger.selectors.audit.trust import trusted_keys


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key's own statement, signed by itself and by the key before it."""

    id: str
    statement: bytes
    signature: bytes
    endorsement: bytes | None


def key_records() -> tuple[KeyRecord, ...]:
    """Return every key that has ever signed, oldest first."""
    return records_of(SigningKey.objects.all())


def trusted_key_records() -> tuple[KeyRecord, ...] | None:
    """Return the keys that SIGNING_KEY_FILE vouches for, oldest first, or None if it cannot be read.

    Anyone who can write to the database can add a key, so it cannot vouch for its own keys.
    """
    trust = trusted_keys()
    return None if trust.warning else records_of(SigningKey.objects.filter(pk__in=trust.keys))


def records_of(keys: QuerySet[SigningKey]) -> tuple[KeyRecord, ...]:
    return tuple(
        KeyRecord(
            key.pk,
            bytes(key.statement),
            bytes(key.signature),
            bytes(key.endorsement) if key.endorsement else None,
        )
        for key in keys.order_by("first_seq", "added_at")
    )
