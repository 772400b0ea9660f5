"""The keys that an audit trusts: the one in SIGNING_KEY_FILE and those it leads back to.

The database alone cannot vouch for its keys: anyone who can write to it can also add a key. The file is
outside it. Each key's statement names the previous key and is signed by both.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clinic_hours.ledger.domain.checkpoints import NoteSignature, TreeHead, key_hash
from clinic_hours.ledger.domain.keys import jwk, thumbprint
from clinic_hours.ledger.models import SigningKey
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.signatures import (
    KeyFileProblem,
    PrivateKey,
    is_signed_by,
    public_key_of,
    read_key_file,
)

BEYOND = 2**63  # more entries than a ledger can have


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key and the entries it may sign: from `first_seq` up to but not including `until`."""

    id: str
    raw: bytes
    key: Ed25519PublicKey
    first_seq: int
    until: int = BEYOND

    def signs(self, seq: int) -> bool:
        return self.first_seq <= seq < self.until

    def signs_tree_of(self, size: int) -> bool:
        """Return whether it may sign a checkpoint of that size, or one right before its first entry."""
        return self.first_seq - 1 <= size < self.until


@dataclass(slots=True)
class Trust:
    """The trusted keys by id. `problem` says why the chain ended early, `warning` what it had to start from.

    `stranger` is the file's key if the ledger does not know it.
    """

    keys: dict[str, TrustedKey] = field(default_factory=dict)
    stranger: TrustedKey | None = None
    problem: str = ""
    warning: str = ""

    def signer_of(self, head: TreeHead, signatures: Iterable[NoteSignature]) -> TrustedKey | None:
        """Return the trusted key that signed the checkpoint, or None."""
        body = head.body().encode()
        keys = [self.stranger] if self.stranger else list(self.keys.values())
        for each in signatures:
            for key in keys:
                if (
                    (each.name, each.key_hash) == (head.origin, key_hash(head.origin, key.raw))
                    and key.signs_tree_of(head.size)
                    and is_signed_by(key.raw, each.signature, body)
                ):
                    return key
        return None


def trusted_keys() -> Trust:
    return trust_in(registered_keys())


def registered_keys() -> dict[str, SigningKey]:
    return {key.pk: key for key in SigningKey.objects.defer("added_at")}


def trust_in(registered: Mapping[str, SigningKey]) -> Trust:
    trust, until = Trust(), BEYOND
    key = newest_key(registered, trust)
    while key and key.pk not in trust.keys:
        before = registered.get(key.previous_id or "")
        if wrong := what_is_wrong_with(key, before):
            trust.problem = wrong
            break
        raw = bytes(key.public_key)
        trust.keys[key.pk] = TrustedKey(key.pk, raw, public_key_of(raw), key.first_seq, until)
        until, key = key.first_seq, before
    return trust


def vouched_keys() -> Trust:
    return vouched_in(registered_keys())


def vouched_in(registered: Mapping[str, SigningKey]) -> Trust:
    """Return the trusted keys and any that the newest of them has endorsed since.

    After a rotation, a host that still has the old file is at fault, not the ledger.
    """
    trust = trust_in(registered)
    followers = {key.previous_id: key for key in registered.values() if key.pk not in trust.keys}
    before = registered.get(next(iter(trust.keys), ""))
    while before and (key := followers.pop(before.pk, None)):
        if what_is_wrong_with(key, before):
            break
        raw = bytes(key.public_key)
        trust.keys[before.pk] = replace(trust.keys[before.pk], until=key.first_seq)
        trust.keys[key.pk] = TrustedKey(key.pk, raw, public_key_of(raw), key.first_seq)
        before = key
    return trust


def newest_key(registered: Mapping[str, SigningKey], trust: Trust) -> SigningKey | None:
    """Return the key in the file. If that cannot be read, return the last registered key, with a warning."""
    succeeded = {key.previous_id for key in registered.values()}
    last = [key for key in registered.values() if key.pk not in succeeded]
    try:
        held = key_of_the_file(registered)
    except KeyFileProblem as problem:
        trust.warning = f"{problem} The newest key in the database was trusted instead."
        return last[-1] if last else None
    name = held.id
    if registered and name not in registered:
        trust.stranger = TrustedKey(name, held.public_key, public_key_of(held.public_key), 1)
        trust.problem = (
            f"SIGNING_KEY_FILE contains key {name}, which is unknown to this ledger: "
            "it belongs to another ledger, or this is a copy from before that key was added"
        )
    elif others := [key.pk for key in last if key.pk != name]:
        trust.problem = f"SIGNING_KEY_FILE contains key {name}, but {others[0]} claims to follow it"
    return registered.get(name)


def key_of_the_file(registered: Mapping[str, SigningKey]) -> PrivateKey:
    key = read_key_file(key_file())
    if next_key_file().exists():
        # A crash kept a rotation from moving its file into place; the next posting does it.
        waiting = read_key_file(next_key_file())
        if waiting.id in registered and registered[waiting.id].previous_id == key.id:
            return waiting
    return key


def what_is_wrong_with(key: SigningKey, before: SigningKey | None) -> str:
    """Return why a key's row is invalid, or an empty string."""
    try:
        return what_does_not_fit(key, before)
    except (AttributeError, LookupError, TypeError, ValueError):
        return f"the row for key {key.pk} cannot be read"


def what_does_not_fit(key: SigningKey, before: SigningKey | None) -> str:
    raw, statement = bytes(key.public_key), bytes(key.statement)
    if thumbprint(raw) != key.pk:
        return f"key {key.pk} does not match its ID"
    if not is_signed_by(raw, bytes(key.signature), statement):
        return f"key {key.pk} did not sign its statement"
    said = json.loads(statement)
    row = {"key_id": key.pk, "key": jwk(raw), "first_seq": key.first_seq}
    row["previous"] = key.previous_id
    if any(said.get(name) != value for name, value in row.items()):
        return f"the row for key {key.pk} does not match its statement"
    if key.previous_id is None:
        return f"key {key.pk} is endorsed by no previous key" if key.endorsement else ""
    if before is None or before.first_seq > key.first_seq:
        return f"key {key.pk} does not follow the previous key"
    if not is_signed_by(bytes(before.public_key), bytes(key.endorsement or b""), statement):
        return f"key {key.pk} is not endorsed by the previous key"
    return ""
