"""Signed heads of the log, made daily and with every transcript."""

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.checkpoints import WAITING, TreeHead, signed_note
from clinic_hours.ledger.models import Checkpoint, LedgerHead
from clinic_hours.ledger.selectors.ends import Ends, ends_of
from clinic_hours.ledger.signatures import PrivateKey

from .head import Head, lock_head
from .keys import current_key
from .order import refuse_before


def checkpoint_at(head: Head, ends: Ends, key: PrivateKey) -> Checkpoint:
    """Return the checkpoint at the locked head, signing it if there is none."""
    tree = ends.tree
    newest = Checkpoint.objects.order_by("-size").first()
    if newest and newest.size == tree.size:
        return newest
    tree_head = TreeHead(head.origin, tree.size, tree.root())
    note = signed_note(tree_head, key.public_key, key.sign(tree_head.body().encode()))
    checkpoint = Checkpoint.objects.create(
        size=tree.size, root=tree_head.root, note=note, signing_key_id=key.id
    )
    for earlier in (newest.signed_at if newest else None, ends.recorded_at):
        refuse_before(earlier, checkpoint.signed_at + WAITING)
    return checkpoint


@recorded
def sign_checkpoint() -> Checkpoint | None:
    """Sign the current log and return the checkpoint, or None if it is empty. Meant to run once a day."""
    head = lock_head()
    if not head.size:
        return None
    key = current_key(head.signing_key_id, first_seq=1)
    LedgerHead.objects.update(checked_on=timezone.now().date(), origin=head.origin)
    return checkpoint_at(head, ends_of(head.size), key)
