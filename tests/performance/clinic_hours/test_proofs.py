"""Appending and proving cost the same in ledgers of 1,000 and 100,000 entries."""

from math import ceil, log2

import pytest
from django.db import connection

from clinic_hours.ledger.domain.merkle import (
    MerkleTree,
    inclusion_spans,
    subtrees_of,
)
from clinic_hours.ledger.models import Checkpoint, LedgerHead, LogEntry
from clinic_hours.ledger.selectors import proofs
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory, credited
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

AGAIN = """
    INSERT INTO {0} (seq, kind, done_at, payload, leaf_hash, subtrees, signature, signing_key_id)
    SELECT %s, 'key', done_at, payload, leaf_hash, %s, signature, signing_key_id FROM {0} WHERE seq = %s
"""


def ledger_of(size: int):
    """Grow a log to `size` by repeating its last entry outside of its chain, with a valid tree."""
    cora, enrollment = OfficeRoleFactory().user, EnrollmentFactory()
    credited(cora, enrollment)
    tree, last = MerkleTree(), LogEntry.objects.latest("seq")
    leaf = bytes(last.leaf_hash)
    for each in LogEntry.objects.order_by("seq").values_list("leaf_hash", flat=True):
        tree.append(bytes(each))
    with connection.cursor() as cursor:
        cursor.executemany(
            AGAIN.format(LogEntry._meta.db_table),
            [
                (seq, b"".join(digest for _subtree, digest in tree.append(leaf)), last.seq)
                for seq in range(last.seq + 1, size + 1)
            ],
        )
    LedgerHead.objects.update(size=size)
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
    assert len(asked) == 1, asked
    assert len(path) <= ceil(log2(size))
    assert rows[0] <= 2 * ceil(log2(size))
    assert len(subtrees_of(inclusion_spans(size // 3 - 1, size))) == rows[0]


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_appending_and_checkpoints_take_no_more_queries_in_a_long_ledger(size):
    cora, enrollment, tree = ledger_of(size)
    with queries() as asked:
        entry = credited(cora, enrollment, document="Another transcript")
    assert entry.seq == size + 1
    assert len(asked) <= 14, asked  # six are for the remaining need, and the document's text
    with queries() as asked:
        checkpoint = sign_checkpoint()
    tree.append(bytes(entry.log_entry.leaf_hash))
    assert (checkpoint.size, bytes(checkpoint.root)) == (size + 1, tree.root())
    assert len(asked) <= 5, asked
    assert Checkpoint.objects.count() == 1
    assert LogEntry.objects.count() == size + 1
