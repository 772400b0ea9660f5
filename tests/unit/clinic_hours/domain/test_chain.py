"""Canonical bytes against RFC 8785's samples, hashes and roots against Certificate Transparency's."""

import hashlib
import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.domain.chain import MerkleTree, canonical_json, leaf_hash, node_hash

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
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


class Word(StrEnum):
    SIGNED = "signed"


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
    assert len(tree._peaks) == (1000).bit_count()


def test_reading_the_root_changes_nothing():
    tree = tree_of([leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")])
    assert tree.root() == tree.root()


def test_a_leaf_cannot_pass_for_a_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


def test_bytes_from_a_database_hash_like_bytes():
    assert leaf_hash(memoryview(b"abc")) == leaf_hash(b"abc")


def test_keys_are_sorted_by_utf_16_units_as_in_rfc_8785_section_3_2_3():
    sample = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\x80": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    expected = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical_json(sample))) == expected


def test_a_string_is_written_as_in_rfc_8785_section_3_2_2():
    sample = {"string": '\u20ac$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert (
        canonical_json(sample).hex()
        == (
            b'{"literals":[null,true,false],"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        ).hex()
    )


def test_control_characters_have_their_short_forms_and_no_others_are_escaped():
    assert canonical_json("\b\t\n\f\r\x00\x1f") == rb'"\b\t\n\f\r\u0000\u001f"'
    assert canonical_json("\x7f\u2028</") == '"\x7f\u2028</"'.encode()


def test_whole_numbers_truths_and_nothing_are_plain():
    assert canonical_json([0, -7, True, False, None, []]) == b"[0,-7,true,false,null,[]]"


def test_words_of_an_enumeration_are_written_as_text():
    assert canonical_json({Word.SIGNED: Word.SIGNED}) == b'{"signed":"signed"}'


@pytest.mark.parametrize("value", [1.0, float("nan"), b"bytes", {1}, object(), {1: "a"}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json({"value": [value]})


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, "\ud83d\ude00"])
def test_lone_surrogates_are_refused(value):
    with pytest.raises(ValueError):
        canonical_json(value)


@pytest.mark.parametrize("number", [2**53, -(2**53)])
def test_a_number_that_doubles_do_not_hold_is_refused(number):
    with pytest.raises(ValueError):
        canonical_json(number)


def test_the_largest_whole_number_is_kept():
    assert canonical_json(2**53 - 1) == b"9007199254740991"


@given(VALUES)
def test_canonical_bytes_read_back_as_the_same_value_and_bytes(value):
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_in_which_keys_came_leaves_no_trace(mapping):
    assert canonical_json(dict(reversed(mapping.items()))) == canonical_json(mapping)
