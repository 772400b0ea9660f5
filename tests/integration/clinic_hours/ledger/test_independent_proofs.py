"""A second opinion on the tree: pymerkle, an independent implementation of RFC 9162, agrees."""

import itertools

import pytest
from pymerkle import InclusionProof, InmemoryTree, InvalidProof, verify_consistency

from clinic_hours.ledger.domain.merkle import is_consistent
from clinic_hours.ledger.models import LedgerHead, LogEntry
from clinic_hours.ledger.selectors.ends import ends_of
from clinic_hours.ledger.selectors.proofs import consistency_proof, inclusion_proof
from tests.factories.clinic import logged, signed

pytestmark = pytest.mark.django_db

CLOCKS = [f"{hour:02}:{minute:02}" for hour in range(8, 13) for minute in (0, 30)][:9]


@pytest.fixture
def ledger(lucia, rosa):
    """Eleven entries, one transaction each, with the root at each size and pymerkle's tree."""
    for start, end in itertools.pairwise(CLOCKS):
        signed(logged(lucia, rosa, start=start, end=end))
    theirs = InmemoryTree(algorithm="sha256")
    for payload in LogEntry.objects.order_by("seq").values_list("payload", flat=True):
        theirs.append_entry(bytes(payload))
    assert LedgerHead.objects.get().size == theirs.get_size() == 11
    return [ends_of(size).tree.root() for size in range(1, 12)], theirs


def verify_with_theirs(seq: int, size: int, root: bytes, path: list[bytes], theirs) -> None:
    leaf = bytes(LogEntry.objects.get(seq=seq).leaf_hash)
    rule = theirs.prove_inclusion(seq, size).rule
    proof = InclusionProof("sha256", True, size, seq, rule, [leaf, *path])
    proof.verify(leaf, root, index=seq, size=size, algorithm="sha256")


def test_it_comes_to_the_same_root_at_every_size(ledger):
    roots, theirs = ledger
    assert [theirs.get_root(size) for size in range(1, 12)] == roots


def test_its_verifier_accepts_our_inclusion_proofs_and_no_others(ledger):
    roots, theirs = ledger
    for size in range(1, 12):
        for seq in range(1, size + 1):
            path = inclusion_proof(seq, size)
            verify_with_theirs(seq, size, roots[size - 1], path, theirs)
            assert theirs.prove_inclusion(seq, size).path[1:] == path
    with pytest.raises(InvalidProof):
        verify_with_theirs(3, 11, roots[10], inclusion_proof(4, 11), theirs)


def test_it_proves_the_growth_between_our_roots_like_us(ledger):
    roots, theirs = ledger
    for new in range(1, 12):
        for old in range(1, new + 1):
            before, after = roots[old - 1], roots[new - 1]
            verify_consistency(before, after, theirs.prove_consistency(old, new), old, new)
            assert is_consistent(old, new, before, after, consistency_proof(old, new))
    with pytest.raises(InvalidProof):
        verify_consistency(roots[3], roots[10], theirs.prove_consistency(5, 11))
