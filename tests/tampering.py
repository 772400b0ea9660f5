"""What an owner of the tables can do: take down the guards and write behind the application's back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.domain.merkle import MerkleTree, leaf_hash
from clinic_hours.ledger.models import LedgerHead, SigningKey, TreeNode
from clinic_hours.ledger.selectors.guards import APPEND_ONLY
from clinic_hours.ledger.signatures import PrivateKey
from clinic_hours.sessions.models import HourEntry

LEDGER = "clinic_hours_sessions_hourentry"


def run(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


@contextmanager
def guards_down() -> Iterator[None]:
    """Make every append-only table writable. Rolling back the test restores the guards."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    for table in (model._meta.db_table for model in APPEND_ONLY):
        if connection.vendor == "postgresql":
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            run(f"DROP TRIGGER {table}_refuses_update")
            run(f"DROP TRIGGER {table}_refuses_delete")
    yield


def change(entry: int, /, **columns: Any) -> None:
    HourEntry.objects.filter(seq=entry).update(**columns)


def insert(entry: HourEntry, **columns: Any) -> HourEntry:
    """Insert a copy of an entry with some columns changed."""
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    return HourEntry.objects.create(**(values | {"id": None} | columns))


def make_the_tree_fit() -> None:
    """Rebuild the tree over the current entries, and move the head to their end."""
    TreeNode.objects.all().delete()
    tree = MerkleTree()
    for leaf in HourEntry.objects.order_by("seq").values_list("leaf_hash", flat=True):
        TreeNode.objects.bulk_create(
            TreeNode(number=subtree.number, hash=digest)
            for subtree, digest in tree.append(bytes(leaf))
        )
    LedgerHead.objects.update(size=tree.size, peaks=b"".join(tree.peaks))


def with_payload(seq: int, payload: bytes, key: PrivateKey | None = None) -> None:
    """Replace an entry's payload, with the matching hash, and a signature if a key is given."""
    columns = {"payload": payload, "leaf_hash": leaf_hash(payload)}
    if key:
        columns["signature"] = key.sign(payload)
    change(seq, **columns)


def slip_in(key: PrivateKey, *, first_seq: int, previous: SigningKey | None = None) -> SigningKey:
    """Register a key without an endorsement but with a valid statement."""
    statement = KeyStatement(
        key.public_key, first_seq, previous.pk if previous else None, timezone.now()
    ).payload()
    return SigningKey.objects.create(
        id=key.id,
        public_key=key.public_key,
        first_seq=first_seq,
        previous=previous,
        statement=statement,
        signature=key.sign(statement),
        endorsement=key.sign(statement) if previous else None,
    )
