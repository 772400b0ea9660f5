"""What an owner of the tables can do: take down the guards and write behind the application's back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.domain.merkle import MerkleTree, leaf_hash
from clinic_hours.ledger.models import LedgerHead, LogEntry, SigningKey
from clinic_hours.ledger.signatures import PrivateKey
from clinic_hours.sessions.models import HourEntry

LOG, HOURS = LogEntry._meta.db_table, HourEntry._meta.db_table
STANDING = {
    "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_refuses_%'",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_refuses_%'",
}
TAKE_DOWN = {"postgresql": "ALTER TABLE {} DISABLE TRIGGER USER", "sqlite": "DROP TRIGGER {}"}


def run(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


@contextmanager
def guards_down() -> Iterator[None]:
    """Make every guarded table writable. At the end, all that was done meanwhile is undone."""
    point = transaction.savepoint()
    try:
        with checks_done():
            take_the_guards_down()
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextmanager
def checks_done() -> Iterator[None]:
    """Have no foreign key waiting to be checked: PostgreSQL alters no table that has one."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    yield
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL DEFERRED")


def take_the_guards_down() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        for (name,) in cursor.fetchall():
            cursor.execute(TAKE_DOWN[connection.vendor].format(name))


def change(seq: int, /, **columns: Any) -> None:
    """Change columns of a log entry."""
    LogEntry.objects.filter(seq=seq).update(**columns)


def change_hours(seq: int, /, **columns: Any) -> None:
    """Change columns of the hours that follow from a log entry."""
    HourEntry.objects.filter(log_entry=seq).update(**columns)


def delete(seq: int) -> None:
    """Delete a log entry and leave what follows from it."""
    run(f"DELETE FROM {LOG} WHERE seq = %s", seq)


def insert(row: Model, **columns: Any) -> Model:
    """Insert a copy of a row with some columns changed."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row).objects.create(**(values | columns))


def make_the_tree_fit() -> None:
    """Rebuild the tree over the current entries, and move the head to their end."""
    tree = MerkleTree()
    for seq, leaf in LogEntry.objects.order_by("seq").values_list("seq", "leaf_hash"):
        formed = tree.append(bytes(leaf))
        change(seq, subtrees=b"".join(digest for _subtree, digest in formed))
    LedgerHead.objects.update(size=tree.size)


def with_payload(seq: int, payload: bytes, key: PrivateKey | None = None) -> None:
    """Replace an entry's payload, with the matching hash, and a signature if a key is given."""
    columns = {"payload": payload, "leaf_hash": leaf_hash(payload)}
    if key:
        columns["signature"] = key.sign(payload)
    change(seq, **columns)


def rewrite(payloads: Mapping[int, bytes], key: PrivateKey) -> None:
    """Replace payloads with a stolen key, and make everything fit that names their hashes."""
    hashes: dict[bytes, bytes] = {}
    for entry in LogEntry.objects.order_by("seq"):
        payload = payloads.get(entry.seq, bytes(entry.payload))
        for old, new in hashes.items():
            payload = payload.replace(old, new)
        if payload != bytes(entry.payload):
            with_payload(entry.seq, payload, key)
            old, new = bytes(entry.leaf_hash).hex(), leaf_hash(payload).hex()
            hashes[old.encode()] = new.encode()
    make_the_tree_fit()


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
