"""The verifier that anyone may run: what it accepts, and that it names each kind of damage."""

import ast
import base64
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_hours import verify_transcript
from clinic_hours.verify_transcript import SENTENCES, STEPS, verify
from tests.factories.transcripts import (
    LUCIA,
    MEI,
    PaperSchool,
    b64,
    in_bytes,
    key_from,
    small_school,
)

SCRIPT = Path(verify_transcript.__file__)
SCHOOL = small_school()
VALID = in_bytes(SCHOOL.form())


def verdict(data: bytes, trusted: list[dict] | None = None) -> str:
    """Return "valid", or the code of the step that failed; each has a plain sentence."""
    steps = verify(data, trusted)
    for step in steps:
        assert SENTENCES[step.code].format(**step.params)
    if all(step.ok for step in steps):
        assert [step.name for step in steps] == list(STEPS)
        return "valid"
    assert [step.ok for step in steps].count(False) == 1 and not steps[-1].ok
    return steps[-1].code


def changed(**parts) -> dict:
    return SCHOOL.form() | parts


def with_entry(at: int, **parts) -> dict:
    form = SCHOOL.form()
    form["entries"][at] |= parts
    return form


def with_key(at: int, **parts) -> dict:
    form = SCHOOL.form()
    form["keys"] = [dict(key) for key in form["keys"]]
    form["keys"][at] |= parts
    return form


def test_a_true_transcript_passes_every_step():
    assert verdict(VALID) == "valid"
    assert verdict(VALID, SCHOOL.key_forms) == "valid"


def test_its_steps_say_what_was_checked():
    said = {step.name: step.params for step in verify(VALID)}
    assert said["statement"] == {"number": 1, "student": "Lucía Ferrer"}
    assert (said["entries"], said["totals"]) == ({"count": 4}, {"minutes": 690})
    assert said["trust"] == {"key": SCHOOL.keys[-1].id}


def test_a_transcript_without_entries_passes():
    school = PaperSchool()
    assert verdict(in_bytes(school.form())) == "valid"
    school.sign_off(MEI)
    assert verdict(in_bytes(school.form(LUCIA))) == "valid"


def test_a_transcript_stays_true_when_the_keys_change_right_after_it():
    school = small_school()
    form = school.form()
    school.change_keys()
    assert verdict(in_bytes(form | {"keys": school.key_forms}), school.key_forms) == "valid"
    assert verdict(in_bytes(form), school.key_forms) == "valid"


def test_a_list_of_keys_that_was_saved_earlier_still_vouches():
    assert verdict(VALID, SCHOOL.key_forms[:1]) == "valid"


ENTRY, OTHER = SCHOOL.entry(2), SCHOOL.entry(3)
STATEMENT = SCHOOL.statement()
TAMPERED = {
    "minutes of an entry": (
        with_entry(1, payload=ENTRY["payload"].replace('"minutes":120', '"minutes":180')),
        "entry_unsigned",
    ),
    "hours in the statement": (
        changed(statement=SCHOOL.form()["statement"].replace('"minutes":690', '"minutes":990')),
        "unsigned",
    ),
    "signatures swapped": (with_entry(1, signature=OTHER["signature"]), "entry_unsigned"),
    "signature of another part": (changed(signature=ENTRY["signature"]), "unsigned"),
    "an entry removed": (changed(entries=SCHOOL.form()["entries"][:-1]), "entries_differ"),
    "an entry twice": (changed(entries=[*SCHOOL.form()["entries"], ENTRY]), "entries_differ"),
    "another order": (changed(entries=SCHOOL.form()["entries"][::-1]), "entries_differ"),
    "another student's entry": (with_entry(1, **OTHER), "entries_differ"),
    "another entry's proof": (with_entry(1, proof=OTHER["proof"]), "entry_unproven"),
    "a proof cut short": (with_entry(1, proof=ENTRY["proof"][:-1]), "entry_unproven"),
    "a proof too long": (with_entry(1, proof=[*ENTRY["proof"], b64(bytes(32))]), "entry_unproven"),
    "unknown key of an entry": (with_entry(1, key_id=key_from("thief").id), "key_unknown"),
    "unknown key of the statement": (changed(key_id=key_from("thief").id), "key_unknown"),
    "a key before its time": (with_entry(1, key_id=SCHOOL.keys[1].id), "key_unknown"),
    "a key after its time": (with_entry(2, key_id=SCHOOL.keys[0].id), "key_unknown"),
    "a statement under a retired key": (changed(key_id=SCHOOL.keys[0].id), "key_unknown"),
    "key not endorsed": (with_key(1, endorsement=None), "key_broken"),
    "key endorsed by another": (with_key(1, endorsement=ENTRY["signature"]), "key_broken"),
    "first key with an endorsement": (with_key(0, endorsement=ENTRY["signature"]), "key_broken"),
    "a key left out": (changed(keys=SCHOOL.key_forms[1:]), "key_broken"),
    "the newest key left out": (changed(keys=SCHOOL.key_forms[:1]), "malformed"),
    "no keys": (changed(keys=[]), "malformed"),
    "size of the checkpoint": (
        changed(checkpoint=SCHOOL.checkpoint().replace("\n5\n", "\n6\n")),
        "unsigned",
    ),
    "a longer checkpoint": (changed(checkpoint=SCHOOL.checkpoint() + "more\n"), "malformed"),
    "another field": (changed(note="Lucía is the best."), "malformed"),
    "a field less": ({k: v for k, v in SCHOOL.form().items() if k != "keys"}, "malformed"),
    "another format": (changed(format="practicum-transcript/2"), "malformed"),
    # What follows is signed: the school itself would have lied.
    "a total that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], minutes=990),)),
        "totals_differ",
    ),
    "clients that no entry has": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], clients=9),)),
        "totals_differ",
    ),
    "paper passed off as sessions": (
        SCHOOL.form(requirements=(replace(STATEMENT.requirements[0], paper_minutes=0),)),
        "totals_differ",
    ),
    "a requirement unstated": (SCHOOL.form(requirements=()), "totals_differ"),
    "fewer entries stated": (SCHOOL.form(entries=(1, 2, 4)), "entries_differ"),
    "another ledger": (SCHOOL.form(log=replace(STATEMENT.log, size=6)), "log_differs"),
    "another enrollment": (
        SCHOOL.form(study=replace(STATEMENT.study, enrollment=MEI)),
        "entries_differ",
    ),
}


@pytest.mark.parametrize(("form", "code"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_named(form, code):
    assert verdict(in_bytes(form)) == code


def test_an_entry_that_is_stated_twice_counts_once():
    form = SCHOOL.form(entries=(1, 2, 2, 4, 5))
    form["entries"].insert(1, ENTRY)
    assert verdict(in_bytes(form)) == "entries_differ"


@pytest.mark.parametrize(
    "lie", [{"minutes": -60}, {"clients": 0}, {"reverses": 1}, {"leaf": "00" * 32}]
)
def test_a_reversal_fits_what_it_takes_back(lie):
    school = small_school()
    school.sign_off()
    school.reverse(6, **lie)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_an_entry_is_taken_back_once():
    school = small_school()
    school.reverse(2)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_a_reversal_is_not_taken_back():
    school = small_school()
    school.reverse(5)
    assert verdict(in_bytes(school.form())) == "reversal_wrong"


def test_a_school_of_strangers_is_not_the_school():
    strangers = PaperSchool("stranger")
    strangers.sign_off()
    assert verdict(in_bytes(strangers.form())) == "valid"
    assert verdict(in_bytes(strangers.form()), SCHOOL.key_forms) == "key_unpublished"
    assert verdict(VALID, []) == "key_unpublished"


def test_a_retired_key_cannot_sign_what_came_after_it():
    """Whoever steals the first key makes a ledger of their own, and leaves the second key out."""
    thief = PaperSchool()
    for _ in range(5):
        thief.sign_off()
    forged = in_bytes(thief.form())
    assert verdict(forged) == "valid"
    assert verdict(forged, SCHOOL.key_forms) == "key_unknown"


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
    "a lone surrogate": VALID.replace(b"practicum-transcript/1", b"\\ud800"),
    "a name twice": VALID.replace(b'"format":', b'"format":"practicum-transcript/1","format":', 1),
    "not a number": b'{"format":NaN}',
    "numbers for texts": b'{"format":"practicum-transcript/1","statement":1,"signature":1,'
    b'"key_id":1,"checkpoint":1,"keys":1,"entries":1}',
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_bombs_and_nonsense_get_a_sentence(data):
    assert verdict(data) in ("malformed", "too_large")


@pytest.mark.parametrize("what", ["deep lists", "deep objects", "wide", "large"])
def test_bombs_are_refused_before_they_are_parsed(what):
    assert verdict(BOMBS[what]) == "too_large"


def test_a_signature_has_one_spelling():
    """Four bits of its last letter are unused: another letter would decode to the same bytes."""
    signature = SCHOOL.form()["signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(signature[-3]) + 1]
    respelled = f"{signature[:-3]}{other}=="
    assert base64.b64decode(respelled) == base64.b64decode(signature)
    assert verdict(in_bytes(changed(signature=respelled))) == "malformed"


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
@given(
    part=st.sampled_from(["statement", "signature", "key_id", "checkpoint", "keys", "entries"]),
    value=json_values,
)
def test_any_value_in_any_part_gets_a_sentence(part, value):
    try:
        data = in_bytes(changed(**{part: value}))
    except ValueError:  # what has no canonical form cannot be written
        return
    assert verdict(data) != "valid"


def test_it_is_short_and_imports_nothing_of_ours():
    text = SCRIPT.read_text()
    assert len(text.splitlines()) < 200
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    names = {node.module.split(".")[0] for node in imports}
    names |= {
        alias.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names | {"cryptography"}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    (folder / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    command = [sys.executable, "-I", "verify_transcript.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_it_runs_alone_in_an_empty_folder(tmp_path):
    keys = {"keys": [{"kty": "OKP", "practicum": form} for form in SCHOOL.key_forms]}
    (tmp_path / "keys.json").write_text(json.dumps(keys))
    (tmp_path / "transcript.json").write_bytes(VALID)
    (tmp_path / "changed.json").write_bytes(VALID.replace(b'minutes\\":690', b'minutes\\":691'))
    alone = run(tmp_path, "transcript.json")
    assert (alone.returncode, SCHOOL.keys[-1].id in alone.stdout) == (0, True)
    anchored = run(tmp_path, "transcript.json", "--keys", "keys.json")
    assert (anchored.returncode, "has published" in anchored.stdout) == (0, True)
    bad = run(tmp_path, "changed.json")
    assert (bad.returncode, bad.stdout.splitlines()[-1][:6]) == (1, "FAILED")
