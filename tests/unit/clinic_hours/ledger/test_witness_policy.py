"""A reader's policy says how many of which witnesses are enough."""

from base64 import b64encode

import pytest

from clinic_hours.ledger.domain.checkpoints import TreeHead, read_note, signed_note
from clinic_hours.ledger.domain.witness_policy import PolicyProblem, is_met, read_policy
from clinic_hours.ledger.signatures import is_signed_by
from tests.factories.paper_log import ORIGIN, key_from
from tests.factories.witnesses import (
    BOARD,
    COLLEGE,
    LINES,
    LOG_KEY,
    QUORUMS,
    REFUSED_POLICIES,
    PaperWitness,
)

LINES_BEFORE = LINES.count("\n")
HEAD = TreeHead(ORIGIN, 12, bytes(32))


def note_of(log: str = "log", cosigners=(), head: TreeHead = HEAD) -> str:
    key = key_from(log)
    note = signed_note(head, key.public_key, key.sign(head.body().encode()))
    return note + "".join(each.line(note) for each in cosigners)


def accepts(policy: str, note: str) -> bool:
    return is_met(read_policy(policy.encode()), *read_note(note), is_signed_by)


@pytest.mark.parametrize(
    ("quorum", "cosigners", "enough"),
    [(quorum, *case) for quorum, cases in QUORUMS for case in cases],
)
def test_a_quorum_counts_the_witnesses_that_it_names(quorum, cosigners, enough):
    assert accepts(LINES + quorum, note_of(cosigners=cosigners)) is enough


@pytest.mark.parametrize(("lines", "reason"), REFUSED_POLICIES)
def test_a_policy_that_cannot_be_meant_is_refused_with_its_reason(lines, reason):
    with pytest.raises(PolicyProblem, match=reason):
        read_policy((LINES + lines).encode())


def test_the_reason_names_the_line():
    with pytest.raises(PolicyProblem, match=rf"^line {LINES_BEFORE + 2}: nobody is not defined"):
        read_policy(f"{LINES}\nquorum nobody".encode())


def test_only_a_log_of_the_policy_counts():
    policy = f"{LINES}quorum board"
    assert not accepts(policy, note_of("another log", [BOARD]))
    assert not accepts(policy, note_of("log", [BOARD], TreeHead("other.test", 12, bytes(32))))


def test_a_log_counts_only_under_its_own_name():
    head = TreeHead("other.test/hours", 12, bytes(32))
    blob = b64encode(LOG_KEY.id + key_from("log").sign(head.body().encode())).decode()
    note = f"{head.body()}\n\N{EM DASH} {ORIGIN} {blob}\n"
    assert not accepts(f"{LINES}quorum none", note)


def test_without_logs_any_log_counts():
    assert accepts(f"witness board {BOARD.key}\nquorum board", note_of("any", [BOARD]))


def test_a_line_that_its_witness_did_not_sign_spoils_the_checkpoint():
    other = BOARD.line(note_of(head=TreeHead(ORIGIN, 13, bytes(32))))
    one = f"{LINES}group one any board college\nquorum one"
    assert accepts(one, note_of(cosigners=[COLLEGE]))
    assert not accepts(one, note_of(cosigners=[COLLEGE]) + other)


def test_two_lines_of_one_witness_count_once():
    both = f"{LINES}group two 2 board college\nquorum two"
    note = note_of()
    assert not accepts(both, note + BOARD.line(note) + BOARD.line(note, time=1))


def test_names_need_not_be_text():
    policy = read_policy(b"witness \xff\xfe " + str(BOARD.key).encode() + b"\nquorum \xff\xfe\n")
    assert policy.is_met_by({BOARD.key})


def test_groups_nest_as_deep_as_a_file_is_long():
    groups = "".join(f"group g{n} any g{n - 1}\n" for n in range(1, 3_000))
    policy = f"{LINES}group g0 any board\n{groups}quorum g2999"
    assert accepts(policy, note_of(cosigners=[BOARD]))
    assert not accepts(policy, note_of(cosigners=[PaperWitness("x")]))
