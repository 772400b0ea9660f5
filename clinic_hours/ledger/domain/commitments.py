"""Salted commitments: a text can be proved to whoever is given its salt, and erased for everyone else."""

import hashlib
import secrets
from dataclasses import dataclass

SALT_BYTES = 16  # as many as a guesser must try, whatever the text


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def commitment(text: str, salt: bytes) -> str:
    """Return the SHA-256 (hex) of the salt followed by the text in UTF-8."""
    return hashlib.sha256(bytes(salt) + text.encode("utf-8")).hexdigest()


def opens(name: str, text: str, salt: bytes) -> bool:
    """Return whether a commitment is to this text.

    The salt has its full length: a longer one could hold the beginning of the text, a shorter one end in it.
    """
    return len(salt) == SALT_BYTES and commitment(text, salt) == name


@dataclass(frozen=True, slots=True)
class Committed:
    """A text with the salt of its commitment."""

    text: str
    salt: bytes

    @property
    def commitment(self) -> str:
        return commitment(self.text, self.salt)

    def opens(self, name: str) -> bool:
        return opens(name, self.text, self.salt)


def committed(text: str) -> Committed:
    return Committed(text, new_salt())
