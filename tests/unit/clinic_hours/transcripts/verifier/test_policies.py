"""A policy says which witnesses a reader asks for. What is none is not taken for one."""

import pytest

from clinic_hours.transcripts.verify_transcript import is_quorum, policy_of
from tests.factories.paper_log import Witness
from tests.vectors.policies import ANNA, BAD, BEN, BOTH, GOOD


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_policy_is_read(text):
    assert policy_of(text)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_anything_else_is_refused(text):
    with pytest.raises(Exception, match=r"malformed|values to unpack"):
        policy_of(text)


def test_its_keys_and_groups_are_read():
    policy = policy_of(f"{BOTH}group both all anna ben\nquorum both\n")
    names = {each.name[13:]: (each.name, each.key.public_key) for each in (ANNA, BEN)}
    assert policy.witnesses == names
    assert (policy.groups, policy.quorum) == ({"both": (2, ["anna", "ben"])}, "both")


@pytest.mark.parametrize(
    ("quorum", "signed", "enough"),
    [
        ("none", [], True),
        ("anna", [], False),
        ("anna", ["ben"], False),
        ("anna", ["anna"], True),
        ("one", ["ben"], True),
        ("one", [], False),
        ("each", ["ben"], False),
        ("each", ["anna", "ben", "cho"], True),
    ],
)
def test_a_quorum_is_met_by_enough_witnesses(quorum, signed, enough):
    groups = f"witness cho {Witness('cho').vkey}\ngroup one any anna ben\ngroup each all one cho\n"
    assert is_quorum(policy_of(f"{BOTH}{groups}quorum {quorum}\n"), set(signed)) is enough
