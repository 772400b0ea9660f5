"""Roots of the tree: Certificate Transparency's reference trees, and the RFC's definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.ledger.domain.merkle import (
    MerkleTree,
    Subtree,
    leaf_hash,
    node_hash,
    stored_hash,
)

from .trees import (
    LEAVES,
    ROOTS,
    root_by_definition,
)


def tree_of(leaves: list[bytes]) -> MerkleTree:
    tree = MerkleTree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_match_those_of_certificate_transparency(size):
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert tree_of(leaves).root().hex() == ROOTS[size - 1]


def test_the_root_of_an_empty_tree_is_the_hash_of_nothing():
    assert MerkleTree().root() == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_incremental_root_matches_the_definition(payloads):
    leaves = [leaf_hash(payload) for payload in payloads]
    tree = tree_of(leaves)
    assert tree.root() == root_by_definition(leaves)
    assert tree.size == len(leaves)


def test_a_tree_keeps_one_peak_for_each_bit_of_its_size():
    tree = tree_of([leaf_hash(b"%d" % number) for number in range(1000)])
    assert len(tree.peaks) == (1000).bit_count()


def test_reading_the_root_changes_nothing():
    tree = tree_of([leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")])
    assert tree.root() == tree.root()


def test_a_leaf_cannot_pass_for_a_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


def test_bytes_from_a_database_hash_like_bytes():
    assert leaf_hash(memoryview(b"abc")) == leaf_hash(b"abc")


def test_an_entry_holds_the_hashes_of_all_subtrees_that_it_completes():
    tree, held = MerkleTree(), {}
    for seq in range(1, 101):
        leaf = leaf_hash(b"%d" % seq)
        formed = tree.append(leaf)
        assert {subtree.last_seq for subtree, _digest in formed} <= {seq}
        subtrees = b"".join(digest for _subtree, digest in formed)
        held |= {subtree: (digest, leaf, subtrees) for subtree, digest in formed}
        held[Subtree(0, seq - 1)] = (leaf, leaf, subtrees)
    for subtree, (digest, leaf, subtrees) in held.items():
        assert stored_hash(subtree, leaf, subtrees) == digest


def test_a_tree_whose_peaks_do_not_match_its_size_is_refused():
    with pytest.raises(ValueError, match="2 peaks"):
        MerkleTree(3, [leaf_hash(b"a")])
