"""Roots and proofs: Certificate Transparency's reference trees, the RFC's definitions, properties."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.domain.merkle import (
    MerkleTree,
    Subtree,
    consistency_spans,
    inclusion_spans,
    is_consistent,
    leaf_hash,
    node_hash,
    proof,
    root_by_inclusion,
    subtrees_of,
)

# The reference leaves and roots of the Certificate Transparency project, for trees of 1 to 8.
LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree_of(leaves: list[bytes]) -> MerkleTree:
    tree = MerkleTree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word: split at the largest power of two below n."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_certificate_transparency(size):
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert tree_of(leaves).root().hex() == ROOTS[size - 1]


def test_the_root_over_nothing_is_the_hash_of_nothing():
    assert MerkleTree().root() == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_as_leaves_come_is_the_root_by_definition(payloads):
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


# The reference proofs of the Certificate Transparency project: leaf, size and path; old, new and path.
INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
REFERENCE = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]


def kept(leaves: list[bytes]) -> dict[Subtree, bytes]:
    """Return what a ledger keeps: each leaf's hash, and each subtree's once it is complete."""
    tree, hashes = MerkleTree(), {}
    for index, leaf in enumerate(leaves):
        hashes[Subtree(0, index)] = leaf
        hashes.update(tree.append(leaf))
    return hashes


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_an_inclusion_proof_is_that_of_certificate_transparency(index, size, path):
    found = proof(inclusion_spans(index, size), kept(REFERENCE[:size]))
    assert [each.hex() for each in found] == path
    assert root_by_inclusion(REFERENCE[index], index, size, found).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_a_consistency_proof_is_that_of_certificate_transparency(old, new, path):
    found = proof(consistency_spans(old, new), kept(REFERENCE[:new]))
    assert [each.hex() for each in found] == path
    old_root, new_root = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert is_consistent(old, new, old_root, new_root, found)


def path_by_definition(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162 §2.1.3.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*path_by_definition(index, left), root_by_definition(right)]
    return [*path_by_definition(index - split, right), root_by_definition(left)]


def consistency_by_definition(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """RFC 9162 §2.1.4.1, word for word."""
    if old == len(leaves):
        return [] if whole else [root_by_definition(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    if old <= split:
        return [*consistency_by_definition(old, left, whole), root_by_definition(right)]
    return [*consistency_by_definition(old - split, right, False), root_by_definition(left)]


SIZES = st.integers(1, 200)


def numbered(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


@given(st.data(), SIZES)
def test_any_inclusion_proof_is_the_one_by_definition_and_leads_to_the_root(data, size):
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    found = proof(inclusion_spans(index, size), kept(leaves))
    assert found == path_by_definition(index, leaves)
    assert root_by_inclusion(leaves[index], index, size, found) == root_by_definition(leaves)


@given(st.data(), SIZES)
def test_any_consistency_proof_is_the_one_by_definition_and_holds(data, new):
    leaves = numbered(new)
    old = data.draw(st.integers(1, new))
    found = proof(consistency_spans(old, new), kept(leaves))
    assert found == consistency_by_definition(old, leaves)
    old_root, new_root = root_by_definition(leaves[:old]), root_by_definition(leaves)
    assert is_consistent(old, new, old_root, new_root, found)


@given(st.data(), st.integers(2, 100))
def test_a_proof_with_any_hash_changed_leads_elsewhere(data, size):
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    found = proof(inclusion_spans(index, size), kept(leaves))
    at = data.draw(st.integers(0, len(found) - 1))
    found[at] = leaf_hash(b"another")
    assert root_by_inclusion(leaves[index], index, size, found) != root_by_definition(leaves)


@given(st.data(), st.integers(2, 100))
def test_a_proof_for_another_leaf_leads_elsewhere(data, size):
    leaves = numbered(size)
    index, other = data.draw(st.permutations(range(size)))[:2]
    found = proof(inclusion_spans(index, size), kept(leaves))
    assert root_by_inclusion(leaves[other], other, size, found) != root_by_definition(leaves)


@given(st.data(), st.integers(2, 100))
def test_a_rewritten_past_is_not_consistent(data, new):
    leaves = numbered(new)
    old = data.draw(st.integers(1, new - 1))
    before = root_by_definition([leaf_hash(b"rewritten"), *leaves[1:old]])
    found = proof(consistency_spans(old, new), kept(leaves))
    assert not is_consistent(old, new, before, root_by_definition(leaves), found)


def test_a_path_of_a_wrong_length_leads_nowhere():
    found = proof(inclusion_spans(5, 8), kept(REFERENCE))
    assert root_by_inclusion(REFERENCE[5], 5, 8, found[:-1]) is None
    assert root_by_inclusion(REFERENCE[5], 5, 8, [*found, REFERENCE[0]]) is None
    assert root_by_inclusion(REFERENCE[5], 8, 8, found) is None


def test_a_proof_needs_no_more_hashes_than_twice_the_height_of_the_tree():
    assert len(subtrees_of(inclusion_spans(777_777, 1_000_000))) <= 2 * 20


def test_every_complete_subtree_has_a_number_of_its_own_and_leaves_are_even():
    numbers = [each.number for each in kept(numbered(100))]
    assert len(numbers) == len(set(numbers))
    assert [Subtree(0, 3).number, Subtree(1, 0).number, Subtree(2, 0).number] == [6, 1, 3]


@pytest.mark.parametrize("ask", [lambda: inclusion_spans(3, 3), lambda: consistency_spans(0, 3)])
def test_a_proof_of_what_is_not_there_is_refused(ask):
    with pytest.raises(ValueError, match="no"):
        ask()


def test_a_tree_with_other_peaks_than_its_size_is_refused():
    with pytest.raises(ValueError, match="2 peaks"):
        MerkleTree(3, [leaf_hash(b"a")])
