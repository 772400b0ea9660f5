"""Proofs of inclusion and consistency: reference proofs, the RFC's definitions, properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.ledger.domain.merkle import (
    consistency_spans,
    inclusion_spans,
    is_consistent,
    leaf_hash,
    proof,
    root_by_inclusion,
    subtrees_of,
)

from .trees import (
    LEAVES,
    ROOTS,
    kept,
    numbered,
    root_by_definition,
)

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


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion_proofs_match_those_of_certificate_transparency(index, size, path):
    found = proof(inclusion_spans(index, size), kept(REFERENCE[:size]))
    assert [each.hex() for each in found] == path
    assert root_by_inclusion(REFERENCE[index], index, size, found).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_consistency_proofs_match_those_of_certificate_transparency(old, new, path):
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


@given(st.data(), SIZES)
def test_any_inclusion_proof_matches_the_definition_and_leads_to_the_root(data, size):
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    found = proof(inclusion_spans(index, size), kept(leaves))
    assert found == path_by_definition(index, leaves)
    assert root_by_inclusion(leaves[index], index, size, found) == root_by_definition(leaves)


@given(st.data(), SIZES)
def test_any_consistency_proof_matches_the_definition_and_is_valid(data, new):
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


def test_a_path_of_the_wrong_length_leads_nowhere():
    found = proof(inclusion_spans(5, 8), kept(REFERENCE))
    assert root_by_inclusion(REFERENCE[5], 5, 8, found[:-1]) is None
    assert root_by_inclusion(REFERENCE[5], 5, 8, [*found, REFERENCE[0]]) is None
    assert root_by_inclusion(REFERENCE[5], 8, 8, found) is None


def test_a_proof_needs_no_more_hashes_than_twice_the_height_of_the_tree():
    assert len(subtrees_of(inclusion_spans(777_777, 1_000_000))) <= 2 * 20


@pytest.mark.parametrize("ask", [lambda: inclusion_spans(3, 3), lambda: consistency_spans(0, 3)])
def test_a_proof_of_a_missing_entry_is_refused(ask):
    with pytest.raises(ValueError, match="no"):
        ask()
