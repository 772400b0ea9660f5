"""The witnesses that the settings name, and what they have seen."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from clinic_hours.ledger.domain.checkpoints import COSIGNATURE, Unreadable, read_note
from clinic_hours.ledger.domain.cosignatures import NotTheirs, cosignatures_by
from clinic_hours.ledger.domain.verifier_keys import VerifierKey, read_verifier_key
from clinic_hours.ledger.models import Cosignature
from clinic_hours.ledger.signatures import is_signed_by


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The largest log that a witness has seen, and when. Both are None if it has not seen any."""

    witness: VerifierKey
    size: int | None = None
    seen_at: datetime | None = None


def known_witnesses() -> list[VerifierKey]:
    """Return the keys in the settings. A system check reports those that cannot be used."""
    keys = []
    for text in settings.WITNESS_KEYS:
        with suppress(Unreadable):
            keys.append(read_witness_key(text))
    return keys


def read_witness_key(text: str) -> VerifierKey:
    """Return the key of a witness. Raises Unreadable."""
    key = read_verifier_key(text)
    if key.kind != COSIGNATURE:
        raise Unreadable("it is the key of a log, not of a witness")
    return key


def witnessed() -> list[Witnessed]:
    """Return what each known witness has seen, in the order of the settings."""
    return [seen_by(witness) for witness in known_witnesses()]


def seen_by(witness: VerifierKey) -> Witnessed:
    """Return what a witness saw last. Its signature is checked: the database alone proves nothing."""
    kept = Cosignature.objects.filter(key=str(witness)).select_related("checkpoint")
    newest = kept.order_by("-checkpoint_id").first()
    return next(genuine(newest, witness), Witnessed(witness)) if newest else Witnessed(witness)


def genuine(row: Cosignature, witness: VerifierKey) -> Iterator[Witnessed]:
    """Yield what a row says if its witness signed that."""
    with suppress(NotTheirs, Unreadable):
        head, signatures = read_note(row.checkpoint.note + row.line)
        for each in cosignatures_by([witness], head, signatures, is_signed_by):
            yield Witnessed(witness, head.size, each.seen_at)
