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
# Statements that take down each trigger and, where the engine can, each check and each unique index.
TAKE_DOWN = {
    "postgresql": """
        SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass)
        FROM pg_trigger WHERE tgname LIKE '%_refuses_%'
        UNION ALL
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
        FROM pg_constraint
        WHERE contype IN ('c', 'u', 'x') AND connamespace = 'public'::regnamespace AND conrelid <> 0
        UNION ALL
        SELECT format('DROP INDEX %I', indexname)
        FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE INDEX%WHERE%'
    """,
    "sqlite": """
        SELECT 'DROP TRIGGER ' || name
        FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_refuses_%'
        UNION ALL
        SELECT 'DROP INDEX ' || name FROM sqlite_master WHERE sql LIKE 'CREATE UNIQUE INDEX%WHERE%'
    """,
}
BEFORE = {
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE",  # no table with a pending check can be altered
    "sqlite": "PRAGMA ignore_check_constraints = ON",
}
MEANWHILE = {
    "postgresql": "SET CONSTRAINTS ALL DEFERRED",
    "sqlite": "PRAGMA defer_foreign_keys = ON",
}
AFTER = {"postgresql": "SELECT 1", "sqlite": "PRAGMA ignore_check_constraints = OFF"}


def run(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


@contextmanager
def unguarded() -> Iterator[None]:
    """Take down every guard and check until the end of the test, and keep what is done."""
    engine = connection.vendor
    run(BEFORE[engine])
    for statement in rows(TAKE_DOWN[engine]):
        run(statement)
    run(MEANWHILE[engine])
    try:
        yield
    finally:
        run(AFTER[engine])


@contextmanager
def guards_down() -> Iterator[None]:
    """Take down every guard and check. At the end, all that was done meanwhile is undone."""
    point = transaction.savepoint()
    with unguarded():
        try:
            yield
        finally:
            if connection.in_atomic_block:
                transaction.set_rollback(False)  # also after an error
            transaction.savepoint_rollback(point)


def rows(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [each for (each,) in cursor.fetchall()]


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
