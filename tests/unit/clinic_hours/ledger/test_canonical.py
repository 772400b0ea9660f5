"""Canonical bytes against RFC 8785's samples."""

import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_hours.ledger.domain.canonical import canonical_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


class Word(StrEnum):
    SIGNED = "signed"


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


def test_integers_booleans_and_null_are_plain():
    assert canonical_json([0, -7, True, False, None, []]) == b"[0,-7,true,false,null,[]]"


def test_enumeration_values_are_written_as_text():
    assert canonical_json({Word.SIGNED: Word.SIGNED}) == b'{"signed":"signed"}'


@pytest.mark.parametrize("value", [1.0, float("nan"), b"bytes", {1}, object(), {1: "a"}])
def test_values_without_a_canonical_form_are_refused(value):
    with pytest.raises(TypeError):
        canonical_json({"value": [value]})


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, "\ud83d\ude00"])
def test_lone_surrogates_are_refused(value):
    with pytest.raises(ValueError):
        canonical_json(value)


@pytest.mark.parametrize("number", [2**53, -(2**53)])
def test_a_number_that_a_double_cannot_hold_is_refused(number):
    with pytest.raises(ValueError):
        canonical_json(number)


def test_the_largest_safe_integer_is_accepted():
    assert canonical_json(2**53 - 1) == b"9007199254740991"


@given(VALUES)
def test_canonical_bytes_read_back_as_the_same_value_and_bytes(value):
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2, max_size=6))
def test_the_original_order_of_keys_leaves_no_trace(mapping):
    assert canonical_json(dict(reversed(mapping.items()))) == canonical_json(mapping)
