"""Public keys as published: their JSON form and the id derived from it."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .canonical import canonical_json, instant, optional_instant

SCHEMA = 2


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def jwk(public_key: bytes) -> dict[str, str]:
    """Return an Ed25519 public key, 32 raw bytes, as a JSON Web Key (RFC 8037)."""
    return {"crv": "Ed25519", "kty": "OKP", "x": base64url(public_key)}


def thumbprint(public_key: bytes) -> str:
    """Return the key's id: its JWK thumbprint (RFC 7638), 43 characters."""
    return base64url(hashlib.sha256(canonical_json(jwk(public_key))).digest())


@dataclass(frozen=True, slots=True)
class KeyStatement:
    """What a key states when it takes over: the first entry it signs, and the key before it.

    `previous_compromised_since` is when someone else may first have had the key before it, if ever.
    It is signed by the key itself and by the key before it, so that a reader who trusts any key can
    follow the chain to all others.
    """

    public_key: bytes
    first_seq: int
    previous: str | None
    added_at: datetime
    previous_compromised_since: datetime | None = None

    def payload(self) -> bytes:
        facts: dict[str, Any] = {
            "schema": SCHEMA,
            "kind": "signing_key",
            "key_id": thumbprint(self.public_key),
            "key": jwk(self.public_key),
            "first_seq": self.first_seq,
            "previous": self.previous,
            "previous_compromised_since": optional_instant(self.previous_compromised_since),
            "added_at": instant(self.added_at),
        }
        return canonical_json(facts)


def took_over_at(statement: bytes | memoryview) -> datetime:
    """Return when a key began to sign, according to its statement."""
    return datetime.fromisoformat(json.loads(bytes(statement))["added_at"])
