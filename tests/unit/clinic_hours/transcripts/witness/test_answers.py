"""Whatever the site answers, a look ends in a sentence and its own exit status, and nothing is cosigned."""

import json
from base64 import b64decode

import pytest

from clinic_hours.ledger.domain.checkpoints import TreeHead, signed_note
from clinic_hours.transcripts import practicum_witness
from tests.servers.bare_logs import BareLog
from tests.servers.postgres_cluster import free_port

from .trouble import NONSENSE, NOT_ACCEPTED, UNREACHABLE, ends

PAGE = b"<!doctype html><title>Sign in</title><h1>Sign in</h1>"
CHECKPOINT, GROWTH, COSIGN = "/verify/checkpoint", "/verify/consistency", "/verify/cosign/"


@pytest.mark.parametrize(
    ("answer", "status", "part"),
    [
        (None, UNREACHABLE, "cannot be reached"),
        ((200, PAGE), NONSENSE, "not a checkpoint: Sign in"),
        ((200, b""), NONSENSE, "(nothing)"),
        ((200, b"\xff\xfe\x00"), NONSENSE, "not a checkpoint"),
        ((200, b"x" * 2_000_000), NONSENSE, "not a checkpoint"),
        ((404, b"That checkpoint does not exist.\n"), NONSENSE, "404: That checkpoint does not"),
        ((403, PAGE), NONSENSE, "403"),
        ((301, b""), NONSENSE, "redirects to https://elsewhere.test/"),
        ((429, PAGE), UNREACHABLE, "status 429"),
        ((500, PAGE), UNREACHABLE, "status 500"),
        ((503, PAGE), UNREACHABLE, "status 503"),
    ],
)
def test_an_answer_that_is_no_checkpoint(board, site, answer, status, part):
    site.instead[CHECKPOINT] = answer
    ends(board, status, part)
    assert board.remembered() == []


def test_a_note_that_is_cut_or_malformed(board, site):
    note = site.log.note()
    for text in (note[:-1], note[:60], note + "\n", note.replace("\n", "\r\n"), note * 2):
        site.instead[CHECKPOINT] = (200, text.encode())
        ends(board, NONSENSE, "not a checkpoint")


def test_a_root_of_another_length(board, site):
    key, head = site.log.keys[0], TreeHead(site.log.origin, 40, bytes(31))
    note = signed_note(head, key.public_key, key.sign(head.body().encode()))
    site.instead[CHECKPOINT] = (200, note.encode())
    ends(board, NONSENSE, "not a checkpoint")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, UNREACHABLE),
        ((200, PAGE), NONSENSE),
        ((200, b"[]"), NONSENSE),
        ((200, b'{"proof": []}'), NONSENSE),
        ((200, b'{"from_root": 5, "proof": []}'), NONSENSE),
        ((200, b'{"from_root": "zz", "proof": []}'), NONSENSE),
        ((200, b"[" * 100_000), NONSENSE),
        ((404, b"{}"), NONSENSE),
        ((502, PAGE), UNREACHABLE),
    ],
)
def test_an_answer_that_is_no_proof(board, site, answer, status):
    board.look()
    site.log.grow(10)
    site.instead[GROWTH] = answer
    ends(board, status)
    assert len(board.remembered()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda proof: [],
        lambda proof: proof[:-1],
        lambda proof: proof[1:],
        lambda proof: [*proof, proof[0]],
        lambda proof: proof[::-1],
        lambda proof: [proof[0][:-8] + "AAAAAAA=", *proof[1:]],
        lambda proof: ["AAAA", *proof[1:]],
    ],
)
def test_a_wrong_proof(board, site, change):
    board.look()
    site.log.grow(10)
    truth = site.log.consistency(40, 50)
    site.instead[GROWTH] = (200, json.dumps(truth | {"proof": change(truth["proof"])}).encode())
    ends(board, NONSENSE)
    assert len(board.remembered()) == 1


def test_a_proof_that_leads_to_another_log(board, site):
    """The site rewrote its log, and proves how the true one would have grown."""
    board.look()
    site.log.grow(10)
    truth = site.log.consistency(40, 50)
    site.log.rewrite(30)
    site.instead[GROWTH] = (200, json.dumps(truth).encode())
    ends(board, NONSENSE, "is wrong")


def test_a_proof_from_another_log(board, site):
    """The site rewrote its log, and only claims that it still has the root that the board saw."""
    board.look()
    claimed = site.log.consistency(40, 40)["from_root"]
    site.log.grow(10)
    site.log.rewrite(30)
    answer = site.log.consistency(40, 50) | {"from_root": claimed}
    site.instead[GROWTH] = (200, json.dumps(answer).encode())
    ends(board, NONSENSE, "is wrong")


def test_a_proof_to_a_smaller_log_than_the_checkpoint_says():
    four, eight = BareLog(4), BareLog(8)
    old = practicum_witness.read_note(four.note())
    new = practicum_witness.read_note(eight.note())
    path = [b64decode(each) for each in eight.consistency(4, 8)["proof"]]
    assert practicum_witness.extends(old, new, path)
    assert not practicum_witness.extends(old, new._replace(size=9), path)


def test_nobody_answers(board, site):
    site.address = f"http://127.0.0.1:{free_port()}"
    ends(board, UNREACHABLE, "cannot be reached")


@pytest.mark.parametrize("address", ["http://no-such-host.invalid", "http://a..b", "http://[::1"])
def test_an_address_that_leads_nowhere(board, site, address):
    site.address = address
    ends(board, UNREACHABLE, "cannot be reached")


@pytest.mark.parametrize(
    ("answer", "status", "part"),
    [
        (
            (403, b"No line is by a witness that this school knows.\n"),
            NOT_ACCEPTED,
            "No line is by",
        ),
        ((409, b"This log has a different checkpoint.\n"), NOT_ACCEPTED, "a different checkpoint"),
        ((405, PAGE), NOT_ACCEPTED, "Sign in"),
        ((500, PAGE), UNREACHABLE, "status 500"),
    ],
)
def test_a_school_that_does_not_accept_it(board, site, answer, status, part):
    site.instead[COSIGN] = answer
    ends(board, status, part)
    assert len(board.remembered()) == 1
