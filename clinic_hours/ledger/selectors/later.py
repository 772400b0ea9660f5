"""Show that a log signed with a key that has ended continues into a later one."""

from dataclasses import dataclass

from clinic_hours.ledger.models import Checkpoint

from .proofs import consistency_proof


@dataclass(frozen=True, slots=True)
class LaterCheckpoint:
    """A newer checkpoint, with the proof that its log extends the older one."""

    note: str
    proof: tuple[bytes, ...]


def later_than(checkpoint: Checkpoint, current: str) -> LaterCheckpoint | None:
    """Return the newest checkpoint by the current key, or None if the older one is signed with it too."""
    if checkpoint.signing_key_id == current:
        return None
    newest = Checkpoint.objects.filter(signing_key=current).order_by("-size").first()
    if newest is None or newest.size < checkpoint.size:
        return None
    return LaterCheckpoint(newest.note, tuple(consistency_proof(checkpoint.size, newest.size)))
