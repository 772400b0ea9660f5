"""The verifier answers any bytes with a sentence, and detects every changed byte."""

import base64
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clinic_hours.transcripts.verify_transcript import Unusable, report, verify
from tests.factories.transcripts import in_bytes

from .forms import (
    SCHOOL,
    VALID,
    changed,
    verdict,
)

BOMBS = {
    "nothing": b"",
    "not text": b"\xff\xfe\x00",
    "a PDF": b"%PDF-1.7\n",
    "a number": b"1",
    "null": b"null",
    "a list": b"[]",
    "two documents": VALID + VALID,
    "a byte-order mark": b"\xef\xbb\xbf" + VALID,
    "UTF-16": VALID.decode().encode("utf-16"),
    "deep lists": b"[" * 1_000_000,
    "deep objects": b'{"a":' * 500_000,
    "wide": b"[" + b"[]," * 1_000_000 + b"[]]",
    "quotes without end": b'{"a":"' + b'\\"' * 2_000_000,
    "large": b" " * 5_000_001,
    "a huge number": b"9" * 1_000_000,
    "a lone surrogate": VALID.replace(b"practicum-transcript/2", b"\\ud800"),
    "a name twice": VALID.replace(b'"format":', b'"format":"practicum-transcript/2","format":', 1),
    "not a number": b'{"format":NaN}',
    "no line feed": VALID[:-1],
    "a line feed too many": VALID + b"\n",
    "a Windows line": VALID[:-1] + b"\r\n",
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_bombs_and_nonsense_get_a_sentence(data):
    assert verdict(data) in ("malformed", "too_large")


def test_numbers_for_texts_get_a_sentence():
    numbers = dict.fromkeys(SCHOOL.form(), 1) | {"format": SCHOOL.form()["format"]}
    assert verdict(in_bytes(numbers)) == "misshapen"


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_no_bomb_is_a_list_of_keys_a_checkpoint_or_a_policy(tmp_path, data):
    (tmp_path / "true.json").write_bytes(VALID)
    (tmp_path / "bomb").write_bytes(data)
    given = {"keys": None, "checkpoint": [], "policy": None, "online": False}
    for name, bomb in (("keys", "bomb"), ("policy", "bomb"), ("checkpoint", ["bomb"])):
        paths = [tmp_path / each for each in bomb] if name == "checkpoint" else tmp_path / bomb
        with pytest.raises(Unusable):
            report(SimpleNamespace(**given | {"file": tmp_path / "true.json", name: paths}))


@settings(max_examples=200, deadline=None)
@given(note=st.text(), path=st.binary(max_size=200))
def test_whatever_a_reader_kept_or_a_site_answers_gets_a_sentence(note, path):
    steps = verify(VALID, SCHOOL.key_forms, [note], ask=lambda _site, _path: path)
    assert steps[-1].ok is False and steps[-1].code == "note_malformed"
    asked = verify(VALID, SCHOOL.key_forms, ask=lambda _site, _path: path)
    assert [step.code for step in asked if not step.ok] == ["online_open"]


@pytest.mark.parametrize("what", ["deep lists", "deep objects", "wide", "large"])
def test_bombs_are_refused_before_they_are_parsed(what):
    assert verdict(BOMBS[what]) == "too_large"


def test_a_signature_has_only_one_encoding():
    """Four bits of its last character are unused: another character would decode to the same bytes."""
    signature = SCHOOL.form()["signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(signature[-3]) + 1]
    respelled = f"{signature[:-3]}{other}=="
    assert base64.b64decode(respelled) == base64.b64decode(signature)
    assert verdict(in_bytes(changed(signature=respelled))) == "misshapen"


@pytest.mark.parametrize("kept", range(0, len(VALID) - 1, 97))
def test_a_truncated_file_is_malformed(kept):
    assert verdict(VALID[:kept]) == "malformed"


@settings(max_examples=400, deadline=None)
@given(at=st.integers(0, len(VALID) - 1), by=st.integers(1, 255))
def test_no_single_changed_byte_is_valid(at, by):
    data = bytearray(VALID)
    data[at] ^= by
    assert verdict(bytes(data)) != "valid"


def test_every_single_flipped_bit_of_the_statement_and_an_entry_is_found():
    start = VALID.index(b'"payload":')
    for at in [*range(start, start + 60), *range(len(VALID) - 60, len(VALID))]:
        for bit in range(8):
            data = bytearray(VALID)
            data[at] ^= 1 << bit
            assert verdict(bytes(data)) != "valid"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(part=st.sampled_from(sorted(SCHOOL.form())), value=json_values)
def test_any_value_in_any_field_gets_a_sentence(part, value):
    try:
        data = in_bytes(changed(**{part: value}))
    except ValueError:  # values without a canonical form cannot be written
        return
    assume(data != VALID)  # `later` is null
    assert verdict(data) != "valid"
