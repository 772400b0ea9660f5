"""Notes with several signatures, verifier keys and cosignatures, against published examples."""

from base64 import b64encode
from pathlib import Path

import pytest

from clinic_hours.ledger.domain.checkpoints import (
    COSIGNATURE,
    ED25519,
    TreeHead,
    Unreadable,
    read_note,
    signed_note,
)
from clinic_hours.ledger.domain.cosignatures import NotTheirs, cosignatures_by
from clinic_hours.ledger.domain.verifier_keys import VerifierKey, read_verifier_key
from clinic_hours.ledger.signatures import is_signed_by
from tests.factories.paper_log import key_from
from tests.factories.witnesses import BOARD, COLLEGE, SEEN_AT

# A public log's checkpoint of May 23, 2026, with lines of several kinds, as its witnesses published it.
PUBLISHED = Path(__file__).with_name("published-checkpoint.txt").read_text(encoding="utf-8")
WITNESSES = [
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
]
LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
# Of golang.org/x/mod/sumdb/note and transparency-dev/formats; the base64 of the second has a plus.
OTHER_KEYS = [
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
]
HEAD = TreeHead("school.test/hours", 12, bytes(32))
KEY = key_from("log")
DASH = "\N{EM DASH}"
NOTE = signed_note(HEAD, KEY.public_key, KEY.sign(HEAD.body().encode()))


def cosigned(note: str, *keys: VerifierKey):
    return cosignatures_by(keys, *read_note(note), is_signed_by)


@pytest.mark.parametrize("text", [*WITNESSES, LOG, *OTHER_KEYS])
def test_published_keys_are_read_and_written_unchanged(text):
    key = read_verifier_key(text)
    assert str(key) == text
    assert key.kind == (COSIGNATURE if text in WITNESSES else ED25519)


@pytest.mark.parametrize("text", WITNESSES)
def test_a_published_cosignature_is_genuine(text):
    (found,) = cosigned(PUBLISHED, read_verifier_key(text))
    assert found.time == 0x6A122120
    assert found.line() in PUBLISHED


def test_the_published_signature_of_the_log_is_found_among_lines_of_other_kinds():
    key = read_verifier_key(LOG)
    head, signatures = read_note(PUBLISHED)
    (own,) = [each for each in signatures if key.is_named_by(each)]
    assert len(signatures) == 6
    assert is_signed_by(key.public_key, own.signature, head.body().encode())


def test_only_lines_of_known_keys_count():
    assert cosigned(PUBLISHED) == cosigned(PUBLISHED, BOARD.key) == []
    same_name = VerifierKey("remora.n621.de", COSIGNATURE, BOARD.key.public_key)
    assert cosigned(PUBLISHED, same_name) == []


def test_a_changed_body_or_time_is_not_what_the_witness_signed():
    key = read_verifier_key(WITNESSES[2])
    with pytest.raises(NotTheirs, match=r"remora\.n621\.de"):
        cosigned(PUBLISHED.replace("1432088532", "1432088533"), key)
    with pytest.raises(NotTheirs):
        cosigned(PUBLISHED.replace("2net5wAAAABqEiEg", "2net5wAAAABqEiEh"), key)


@pytest.mark.parametrize("signature", [b"", bytes(8), bytes(71), bytes(73), b"\xff" * 72])
def test_a_line_in_a_known_name_that_is_no_cosignature_is_not_theirs(signature):
    blob = b64encode(BOARD.key.id + signature + b"\0").decode()
    with pytest.raises(NotTheirs):
        cosigned(f"{NOTE}{DASH} {BOARD.name} {blob}\n", BOARD.key)


def test_a_time_beyond_any_clock_is_not_theirs():
    assert [each.time for each in cosigned(NOTE + BOARD.line(NOTE), BOARD.key)] == [SEEN_AT]
    for time in (2**63, 253_402_300_800):
        with pytest.raises(NotTheirs):
            cosigned(NOTE + BOARD.line(NOTE, time=time), BOARD.key)


def test_each_witness_signs_only_in_its_own_name():
    forged = BOARD.line(NOTE).replace(BOARD.name, COLLEGE.name)
    assert cosigned(NOTE + forged, BOARD.key, COLLEGE.key) == []


MALFORMED = {
    "no signature": NOTE[: NOTE.index(DASH)],
    "no final line feed": NOTE[:-1],
    "an empty line between signatures": f"{NOTE}\n{BOARD.line(NOTE)}",
    "text after the signatures": f"{NOTE}later\n",
    "a hyphen for a dash": NOTE.replace(DASH, "-"),
    "no name": f"{NOTE}{DASH}  AAAAAAA=\n",
    "a plus in a name": f"{NOTE}{DASH} a+b AAAAAAAA\n",
    "a no-break space in a name": f"{NOTE}{DASH} a\xa0b AAAAAAAA\n",
    "a control character in a name": f"{NOTE}{DASH} a\x01b AAAAAAAA\n",
    "a carriage return": NOTE.replace("\n", "\r\n"),
    "no base64": f"{NOTE}{DASH} x !!!!\n",
    "base64 with spare bits": f"{NOTE}{DASH} x AAAAAAB=\n",
    "base64 without padding": f"{NOTE}{DASH} x AAAAAAA\n",
    "only a key hash": f"{NOTE}{DASH} x AAAAAA==\n",
    "an extension line": NOTE.replace("=\n\n", "=\nmore\n\n"),
    "a size with a zero": NOTE.replace("\n12\n", "\n012\n"),
    "an endless size": NOTE.replace("\n12\n", f"\n{'9' * 5000}\n"),
    "a size in other digits": NOTE.replace("\n12\n", "\n1\N{ARABIC-INDIC DIGIT TWO}\n"),
    "a short root": NOTE.replace("AAAA=", "A=", 1),
    "a log without a name": NOTE.replace("school.test/hours\n", "\n", 1),
    "too many signatures": NOTE + BOARD.line(NOTE) * 100,
    "nothing": "",
    "a page": "<!doctype html>\n<title>Sign in</title>\n\n<p>Sign in</p>\n",
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_note_is_refused(what):
    with pytest.raises(Unreadable):
        read_note(MALFORMED[what])


def test_sixteen_signatures_are_not_too_many():
    assert len(read_note(NOTE + BOARD.line(NOTE) * 16)[1]) == 17


@pytest.mark.parametrize(
    "text",
    [
        "",
        "remora.n621.de",
        WITNESSES[2].replace("+da77ade7+", "+"),
        WITNESSES[2].replace("da77ade7", "DA77ADE7"),
        WITNESSES[2].replace("da77ade7", "da77ade8"),
        WITNESSES[2].replace("remora", "remorb"),
        WITNESSES[2][:-4],
        WITNESSES[2] + "AAAA",
        WITNESSES[2].replace("+BOvN", "+BevN"),
        WITNESSES[2].replace("remora", "rem ora"),
    ],
)
def test_a_damaged_key_is_refused(text):
    with pytest.raises(Unreadable):
        read_verifier_key(text)
