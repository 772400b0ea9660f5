"""Which witnesses a reader relies on: a policy file (https://c2sp.org/tlog-policy). It has these lines:

log <key> [<url>]                          a log; without such a line, the reader knows the log otherwise
witness <name> <key> [<url>]               a witness; the name is only used in this file
group <name> <number|all|any> <member> …   so many of these witnesses and groups, each in one group only
quorum <name|none>                         the witness or group that must have seen a checkpoint
# …                                        a comment
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from .checkpoints import COSIGNATURE, ED25519, NoteSignature, TreeHead, Unreadable
from .cosignatures import NotTheirs, Verify, cosignatures_by
from .verifier_keys import VerifierKey, read_verifier_key

NONE = "none"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # everything except tab and line feed
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class PolicyProblem(ValueError):
    """The policy cannot be used; the message says why, and in which line."""


@dataclass(slots=True)
class Policy:
    """A policy as written. `groups` has each group's number and members, in the order of the file."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = ""

    def is_met_by(self, cosigners: Container[VerifierKey]) -> bool:
        """Return whether these keys are enough of its witnesses."""
        seen = {name for name, key in self.witnesses.items() if key in cosigners}
        for name, (
            number,
            members,
        ) in self.groups.items():  # members are defined before their group
            if sum(member in seen for member in members) >= number:
                seen.add(name)
        return self.quorum == NONE or self.quorum in seen


def is_met(
    policy: Policy, head: TreeHead, signatures: list[NoteSignature], is_signed_by: Verify
) -> bool:
    """Return whether a log of the policy signed the checkpoint and enough of its witnesses cosigned it.

    A line that names one of the witnesses but is not its signature spoils the checkpoint.
    """
    body = head.body().encode()
    signed = (
        log.name == head.origin
        and log.is_named_by(each)
        and is_signed_by(log.public_key, each.signature, body)
        for log in policy.logs
        for each in signatures
    )
    try:
        found = cosignatures_by(policy.witnesses.values(), head, signatures, is_signed_by)
    except NotTheirs:
        return False
    return (not policy.logs or any(signed)) and policy.is_met_by({each.witness for each in found})


def read_policy(data: bytes) -> Policy:
    """Return the policy in a file. Raises PolicyProblem."""
    policy = Policy()
    text = data.decode("utf-8", "surrogateescape")  # names are compared byte by byte
    for number, line in enumerate(text.split("\n"), 1):
        try:
            add_line(policy, line)
        except (PolicyProblem, Unreadable) as problem:
            raise PolicyProblem(f"line {number}: {problem}") from None
    need(policy.quorum, "it has no quorum line")
    return policy


def add_line(policy: Policy, line: str) -> None:
    need(not CONTROL.search(line), "it contains a control character; lines end with a line feed")
    words = re.findall(r"[^ \t]+", line)
    if not words or words[0].startswith("#"):
        return
    match words:
        case ["log", key] | ["log", key, _]:
            policy.logs.append(new_key(key, ED25519, policy.logs))
        case ["witness", name, key] | ["witness", name, key, _]:
            need_new_name(policy, name)
            known = list(policy.witnesses.values())
            policy.witnesses[name] = new_key(key, COSIGNATURE, known)
        case ["group", name, number, *members]:
            need_new_name(policy, name)
            policy.groups[name] = group_of(policy, number, members)
        case ["quorum", name]:
            need(not policy.quorum, "there is already a quorum")
            need(name == NONE or is_defined(policy, name), f"{name} is not defined above")
            policy.quorum = name
        case _:
            raise PolicyProblem("it is not a complete log, witness, group or quorum line")


def new_key(text: str, kind: bytes, known: list[VerifierKey]) -> VerifierKey:
    key = read_verifier_key(text)
    need(key.kind == kind, "the key is of the wrong kind for this line")
    need(key.public_key not in [each.public_key for each in known], "the key is already listed")
    return key


def group_of(policy: Policy, number: str, members: list[str]) -> tuple[int, list[str]]:
    taken = [member for _number, others in policy.groups.values() for member in others]
    for member in members:
        need(is_defined(policy, member), f"{member} is not defined above")
        need(member not in taken, f"{member} is already in a group")
        taken.append(member)
    needed = {"any": 1, "all": len(members)}.get(number)
    if needed is None:
        need(NUMBER.fullmatch(number), "a group needs a number, all or any")
        needed = int(number)
    need(1 <= needed <= len(members), "the group has fewer members than it needs")
    return needed, members


def is_defined(policy: Policy, name: str) -> bool:
    return name in policy.witnesses or name in policy.groups


def need_new_name(policy: Policy, name: str) -> None:
    need(name != NONE and not is_defined(policy, name), f"the name {name} is already taken")


def need(holds: object, problem: str) -> None:
    if not holds:
        raise PolicyProblem(problem)
