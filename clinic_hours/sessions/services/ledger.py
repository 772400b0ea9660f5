"""The only writer of hour entries: numbers and signs them, and updates the tree and balances with them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone

from clinic_hours.ledger.domain.merkle import MerkleTree, leaf_hash
from clinic_hours.ledger.models import LedgerHead, TreeNode
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.ledger.services.keys import current_key
from clinic_hours.ledger.signatures import PrivateKey
from clinic_hours.sessions.models import Balance, HourEntry

from .checkpoints import checkpoint_at


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry to post. `payload_for(seq)` returns the exact bytes that are hashed, signed and stored.

    `document` names the document behind hours without a session, also in their reversal.
    """

    kind: str
    enrollment_id: int
    requirement_id: int
    minutes: int
    clients: int
    occurred_on: date
    payload_for: Callable[[int], bytes]
    session_id: int | None = None
    sign_off_id: int | None = None
    reverses_id: int | None = None
    document: str = ""


def post_hours(postings: Sequence[Posting]) -> list[HourEntry]:
    """Append signed entries in the given order, and update the tree and the balances.

    Call last in a transaction. The ledger head is one row: locking it last, and once per batch, keeps
    the lock order of docs/decisions/0002 (enrollments, sessions by pk, head). The first posting of a day
    (UTC) also signs a checkpoint of everything before it.
    """
    head = lock_head(more=len(postings))
    key = current_key(head.signing_key_id, first_seq=head.size + 1)
    tree, today = head.tree(), timezone.now().date()
    if head.size and head.checked_on != today:
        checkpoint_at(head, key)
    entries = HourEntry.objects.bulk_create(
        entry_of(posting, seq, key) for seq, posting in enumerate(postings, start=head.size + 1)
    )
    grow_tree(tree, entries)
    move_balances(postings)
    LedgerHead.objects.update(
        peaks=b"".join(tree.peaks), signing_key=key.id, checked_on=today, origin=head.origin
    )
    return entries


def entry_of(posting: Posting, seq: int, key: PrivateKey) -> HourEntry:
    payload = posting.payload_for(seq)
    return HourEntry(
        seq=seq,
        kind=posting.kind,
        enrollment_id=posting.enrollment_id,
        requirement_id=posting.requirement_id,
        session_id=posting.session_id,
        sign_off_id=posting.sign_off_id,
        reverses_id=posting.reverses_id,
        minutes=posting.minutes,
        clients=posting.clients,
        occurred_on=posting.occurred_on,
        document=posting.document,
        payload=payload,
        leaf_hash=leaf_hash(payload),
        signature=key.sign(payload),
        signing_key_id=key.id,
    )


def grow_tree(tree: MerkleTree, entries: Sequence[HourEntry]) -> None:
    """Store the hash of each subtree that the entries complete."""
    formed = [pair for entry in entries for pair in tree.append(bytes(entry.leaf_hash))]
    if formed:
        TreeNode.objects.bulk_create(
            TreeNode(number=subtree.number, hash=digest) for subtree, digest in formed
        )


def move_balances(postings: Sequence[Posting]) -> None:
    """Add any number of postings to their balances in one statement."""
    moved: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for posting in postings:
        sums = moved[posting.enrollment_id, posting.requirement_id]
        sums[0] += posting.minutes
        sums[1] += posting.clients
        sums[2] += posting.minutes if posting.document else 0
    rows = [[*key, *sums] for key, sums in sorted(moved.items())]
    table = connection.ops.quote_name(Balance._meta.db_table)
    values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (enrollment_id, requirement_id, minutes, clients, paper_minutes) "
            f"VALUES {values} "
            "ON CONFLICT (enrollment_id, requirement_id) DO UPDATE SET "
            f"minutes = {table}.minutes + excluded.minutes, "
            f"clients = {table}.clients + excluded.clients, "
            f"paper_minutes = {table}.paper_minutes + excluded.paper_minutes",
            [value for row in rows for value in row],
        )
