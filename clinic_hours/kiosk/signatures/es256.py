"""The tablet's own key: ECDSA on P-256 with SHA-256, as browsers sign (r and s side by side)."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

HALF = 32
LONGEST = 200


def public_key_of(spki: bytes) -> EllipticCurvePublicKey:
    """Return a P-256 public key. Raises ValueError for anything else."""
    key = load_der_public_key(spki)
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise ValueError("This is not a P-256 key.")
    return key


def thumbprint(spki: bytes) -> str:
    return hashlib.sha256(spki).hexdigest()


def is_signed(spki: bytes, signature: bytes, data: bytes) -> bool:
    """Return whether that key made the signature. False for anything malformed."""
    if len(signature) != 2 * HALF:
        return False
    r, s = (int.from_bytes(half) for half in (signature[:HALF], signature[HALF:]))
    try:
        public_key_of(spki).verify(encode_dss_signature(r, s), data, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
