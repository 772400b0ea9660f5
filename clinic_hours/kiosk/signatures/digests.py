"""PINs as Argon2id digests (RFC 9106), with a secret that is not in the database.

A million PINs are tried quickly: without the secret, a copy of the database gives none away.
"""

import hmac
import os

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from .keys import derived, secrets

COST = {"length": 32, "iterations": 2, "lanes": 1, "memory_cost": 19 * 1024}
SALT = 16


def digest_of(pin: str) -> str:
    salt = os.urandom(SALT)
    return f"{salt.hex()}${hashed(pin, salt, secrets()[0]).hex()}"


def is_digest_of(digest: str, pin: str) -> bool:
    """Compare in the same time whether or not there is a digest: an empty one matches nothing."""
    salt, _separator, kept = (digest or digest_of_nobody()).partition("$")
    found = [
        hmac.compare_digest(hashed(pin, bytes.fromhex(salt), secret).hex(), kept)
        for secret in secrets()
    ]
    return bool(digest) and any(found)


def digest_of_nobody() -> str:
    return f"{'00' * SALT}${'00' * COST['length']}"


def hashed(pin: str, salt: bytes, secret: str) -> bytes:
    pepper = derived("PIN", secret=secret)
    return Argon2id(salt=salt, secret=pepper, **COST).derive(pin.encode())
