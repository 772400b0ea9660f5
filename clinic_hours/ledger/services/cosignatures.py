"""Accept what witnesses have signed."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.checkpoints import NoteSignature, TreeHead, Unreadable, read_note
from clinic_hours.ledger.domain.cosignatures import Cosignature as Signed
from clinic_hours.ledger.domain.cosignatures import NotTheirs, cosignatures_by
from clinic_hours.ledger.models import Checkpoint, Cosignature
from clinic_hours.ledger.selectors.audit.trust import trusted_keys
from clinic_hours.ledger.selectors.origin import fixed_origin
from clinic_hours.ledger.selectors.witnesses import known_witnesses
from clinic_hours.ledger.signatures import is_signed_by

logger = logging.getLogger(__name__)
FAST = timedelta(minutes=5)  # as much as a witness's clock may be ahead


class Refusal(StrEnum):
    """Why a cosignature is not accepted."""

    UNREADABLE = "unreadable"
    NOT_THEIRS = "not theirs"
    IN_THE_FUTURE = "in the future"
    NOT_OURS = "not ours"
    UNKNOWN_WITNESS = "unknown witness"
    NO_SUCH_CHECKPOINT = "no such checkpoint"
    ANOTHER_HISTORY = "another history"


class CosignatureRefused(Exception):
    """Nothing was recorded."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@recorded
def record_cosignatures(note: str, *, now: datetime | None = None) -> Checkpoint:
    """Add the lines of known witnesses to the checkpoint that they signed, and return it.

    A witness signs a checkpoint once; later lines of the same witness change nothing. Raises
    CosignatureRefused.
    """
    try:
        head, signatures = read_note(note)
        found = cosignatures_by(known_witnesses(), head, signatures, is_signed_by)
    except Unreadable:
        raise CosignatureRefused(Refusal.UNREADABLE) from None
    except NotTheirs:
        raise CosignatureRefused(Refusal.NOT_THEIRS) from None
    refuse_unless_plausible(found, now or timezone.now())
    checkpoint = checkpoint_with(head, signatures)
    Cosignature.objects.bulk_create(
        (row_of(each, checkpoint) for each in found), ignore_conflicts=True
    )
    return checkpoint


def refuse_unless_plausible(found: Sequence[Signed], now: datetime) -> None:
    if not found:
        raise CosignatureRefused(Refusal.UNKNOWN_WITNESS)
    if max(each.seen_at for each in found) > now + FAST:
        raise CosignatureRefused(Refusal.IN_THE_FUTURE)


def checkpoint_with(head: TreeHead, signatures: Sequence[NoteSignature]) -> Checkpoint:
    """Return our checkpoint with exactly this head. Raises CosignatureRefused."""
    if trusted_keys().signer_of(head, signatures) is None:
        raise CosignatureRefused(Refusal.NOT_OURS)
    ours = Checkpoint.objects.filter(size=head.size).first()
    if ours is None or head.origin != fixed_origin():
        raise CosignatureRefused(Refusal.NO_SUCH_CHECKPOINT)
    if not ours.note.startswith(f"{head.body()}\n"):
        logger.error("A witness has another checkpoint of this log, signed with our key: %r", head)
        raise CosignatureRefused(Refusal.ANOTHER_HISTORY)
    return ours


def row_of(signed: Signed, checkpoint: Checkpoint) -> Cosignature:
    return Cosignature(
        checkpoint=checkpoint,
        witness=signed.witness.name,
        key=str(signed.witness),
        line=signed.line(),
        cosigned_at=signed.seen_at,
    )
