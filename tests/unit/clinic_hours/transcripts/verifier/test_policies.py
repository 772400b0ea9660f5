"""A policy says which witnesses a reader asks for. What is none is not taken for one."""

import pytest

from clinic_hours.transcripts.verify_transcript import is_quorum, policy_of
from tests.factories.witnesses import BOARD, LINES, LOG_KEY, QUORUMS
from tests.vectors.policies import BAD, GOOD


@pytest.mark.parametrize("text", GOOD)
def test_a_policy_is_read(text):
    assert policy_of(text)


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused(text):
    with pytest.raises(Exception, match=r"malformed|values to unpack"):
        policy_of(text)


def test_its_keys_and_groups_are_read():
    policy = policy_of(f"{LINES}group both all board college\nquorum both\n")
    assert policy.logs == {(LOG_KEY.name, LOG_KEY.public_key)}
    assert policy.witnesses["board"] == (BOARD.name, BOARD.key.public_key)
    assert (policy.groups, policy.quorum) == ({"both": (2, ["board", "college"])}, "both")


@pytest.mark.parametrize(("quorum", "accepted"), QUORUMS)
def test_a_quorum_is_met_by_enough_witnesses(quorum, accepted):
    policy = policy_of(LINES + quorum)
    for cosigners, enough in accepted:
        names = {witness.name for witness in cosigners}
        signed = {label for label, (name, _key) in policy.witnesses.items() if name in names}
        assert is_quorum(policy, signed) is enough
