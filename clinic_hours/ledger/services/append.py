"""The only writer of the log: numbers, chains and signs entries, and grows the tree with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.domain.entries import Place, payload
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.ledger.models import CommittedText, LedgerHead, LogEntry
from clinic_hours.ledger.selectors.ends import End, Ends, ends_of
from clinic_hours.ledger.signatures import PrivateKey

from .checkpoints import checkpoint_at
from .head import Head, lock_head
from .keys import current_key
from .order import refuse_before


@dataclass(frozen=True, slots=True)
class Act:
    """Something to record: its kind, when it was done, and its body in canonical types.

    `enrollment` is the public id of the enrollment in whose chain it belongs. `secrets` are the texts that
    the body holds only as commitments.
    """

    kind: str
    at: datetime
    body: Mapping[str, Any]
    enrollment: UUID | None = None
    secrets: Sequence[Committed] = field(default=())


def append(acts: Sequence[Act], head: Head | None = None) -> list[LogEntry]:
    """Append acts in the given order, each with its signature, and return their entries.

    Call late in a transaction. The head is one row: locking it last, and once per batch, keeps the lock
    order of docs/decisions/0002 (enrollments, sessions by pk, head). Whoever reads under that lock what the
    acts say passes the `head`, locked with room for them. The first entry of a day (UTC) also signs a
    checkpoint of everything before it. Raises Refused if an act is dated before the one before it in its
    chain.
    """
    if not acts:
        return []
    head = head or lock_head(more=len(acts))
    key = current_key(head.signing_key_id, first_seq=head.size + 1)
    return append_at(head, key, acts)


def append_at(head: Head, key: PrivateKey, acts: Sequence[Act]) -> list[LogEntry]:
    """Append acts at a head that was locked with room for them."""
    ends = ends_of(head.size, {act.enrollment for act in acts if act.enrollment})
    today = timezone.now().date()
    if head.size and head.checked_on != today:
        checkpoint_at(head, ends, key)
    entries = LogEntry.objects.bulk_create(signed_entries(acts, ends, head.size, key))
    keep_secrets(secret for act in acts for secret in act.secrets)
    if (head.checked_on, head.signing_key_id) != (today, key.id):
        LedgerHead.objects.update(signing_key=key.id, checked_on=today, origin=head.origin)
    return entries


def signed_entries(
    acts: Sequence[Act], ends: Ends, size: int, key: PrivateKey
) -> Iterable[LogEntry]:
    for seq, act in enumerate(acts, start=size + 1):
        place = next_place(act, ends)
        data = payload(seq, act.kind, act.at, act.body, place)
        leaf = leaf_hash(data)
        formed = ends.tree.append(leaf)
        if place and act.enrollment:
            ends.chains[act.enrollment] = End(place.seq, leaf, act.at)
        yield LogEntry(
            seq=seq,
            kind=act.kind,
            done_at=act.at,
            enrollment=act.enrollment,
            enrollment_seq=place.seq if place else None,
            payload=data,
            leaf_hash=leaf,
            subtrees=b"".join(digest for _subtree, digest in formed),
            signature=key.sign(data),
            signing_key_id=key.id,
        )


def next_place(act: Act, ends: Ends) -> Place | None:
    if act.enrollment is None:
        return None
    last = ends.chains.get(act.enrollment)
    if last is None:
        return Place(str(act.enrollment))
    refuse_before(last.done_at, act.at)
    return Place(str(act.enrollment), last.enrollment_seq + 1, bytes(last.leaf_hash))


def keep_secrets(secrets: Iterable[Committed]) -> None:
    if rows := [committed_text(each) for each in secrets]:
        CommittedText.objects.bulk_create(rows)


def committed_text(secret: Committed) -> CommittedText:
    return CommittedText(commitment=secret.commitment, text=secret.text, salt=secret.salt)
