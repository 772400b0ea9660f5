"""Passwords are hashed in one Unicode form, so that every keyboard's "é" is the same password.

RFC 8265 (OpaqueString) asks for NFC, NIST SP 800-63B for NFKC, which includes it: what is equal in NFC is
equal in NFKC. Every form, command and prompt sets and checks passwords through a hasher.

Older hashes keep their algorithm's name: Django checks them without normalization, and replaces them when
their owner signs in.
"""

import unicodedata
from typing import Any

from django.contrib.auth.hashers import (
    BasePasswordHasher,
    MD5PasswordHasher,
    PBKDF2PasswordHasher,
)


class Normalized(BasePasswordHasher):
    def encode(self, password: str, salt: str, *args: Any) -> str:
        return super().encode(unicodedata.normalize("NFKC", password), salt, *args)


class NormalizedPBKDF2PasswordHasher(Normalized, PBKDF2PasswordHasher):
    algorithm = "pbkdf2_sha256_nfkc"


class NormalizedMD5PasswordHasher(Normalized, MD5PasswordHasher):
    """Fast, for the test suite only."""

    algorithm = "md5_nfkc"
