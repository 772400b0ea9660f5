"""Appending and proving cost the same in ledgers of 1,000 and 100,000 entries."""

from math import ceil, log2

import pytest
from django.db import connection

from clinic_hours.ledger.domain.merkle import (
    MerkleTree,
    inclusion_spans,
    leaf_hash,
    subtrees_of,
)
from clinic_hours.ledger.models import Checkpoint, LedgerHead, TreeNode
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors import proofs
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory, credited
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
COLUMNS = (
    "kind, enrollment_id, requirement_id, minutes, clients, occurred_on, recorded_at, payload, "
    "leaf_hash, signature, signing_key_id, document"
)
NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(seq) AS (SELECT {first} UNION ALL SELECT seq + 1 FROM n "
    "WHERE seq < {last}) SELECT seq FROM n)",
    "postgresql": "generate_series({first}, {last})",
}


def ledger_of(size: int):
    """Grow a ledger to `size` by repeating its one entry, with a valid tree."""
    cora, enrollment = OfficeRoleFactory().user, EnrollmentFactory()
    first = credited(cora, enrollment)
    numbers = NUMBERS[connection.vendor].format(first=2, last=size)
    alias = "" if connection.vendor == "sqlite" else "AS n(seq)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO clinic_hours_sessions_hourentry (seq, {COLUMNS}) "
            f"SELECT n.seq, {', '.join('e.' + name.strip() for name in COLUMNS.split(','))} "
            f"FROM {numbers} {alias or 'AS n'}, clinic_hours_sessions_hourentry e WHERE e.seq = 1"
        )
    tree, leaf, formed = MerkleTree(), leaf_hash(bytes(first.payload)), []
    for _ in range(size):
        formed += tree.append(leaf)
    TreeNode.objects.bulk_create(
        [TreeNode(number=subtree.number, hash=digest) for subtree, digest in formed],
        batch_size=5_000,
    )
    LedgerHead.objects.update(size=size, peaks=b"".join(tree.peaks))
    return cora, enrollment, tree


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_a_proof_reads_as_many_rows_as_the_tree_is_high(size, monkeypatch):
    _cora, _enrollment, _tree = ledger_of(size)
    rows = []
    kept = proofs.kept_hashes

    def counted(subtrees):
        found = kept(subtrees)
        rows.append(len(found))
        return found

    monkeypatch.setattr(proofs, "kept_hashes", counted)
    with queries() as asked:
        path = proofs.inclusion_proof(size // 3, size)
    assert len(asked) == 2, asked
    assert len(path) <= ceil(log2(size))
    assert rows[0] <= 2 * ceil(log2(size))
    assert len(subtrees_of(inclusion_spans(size // 3 - 1, size))) == rows[0]


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_appending_and_checkpoints_take_no_more_queries_in_a_long_ledger(size):
    cora, enrollment, tree = ledger_of(size)
    with queries() as asked:
        entry = credited(cora, enrollment, document="Another transcript")
    assert entry.seq == size + 1
    assert len(asked) <= 12, asked  # five are for the requirement's remaining need and documents
    with queries() as asked:
        checkpoint = sign_checkpoint()
    tree.append(bytes(entry.leaf_hash))
    assert (checkpoint.size, bytes(checkpoint.root)) == (size + 1, tree.root())
    assert len(asked) <= 5, asked
    assert Checkpoint.objects.count() == 1
    assert HourEntry.objects.count() == size + 1
