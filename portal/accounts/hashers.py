"""Passwords hashed in one Unicode form, so that each keyboard's way to write "é" is the same password.

NIST SP 800-63B-4, 3.1.1.2: normalize with NFKC before hashing. Hashes from before keep their algorithm's
name: Django checks those as they were typed, and replaces them when their owner signs in.
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
    """Quick, for the suite alone."""

    algorithm = "md5_nfkc"
