"""PINs sealed to the server's key: a tablet that waits for its connection keeps nothing that it could read.

ECDH on P-256 with a key for each PIN, HKDF-SHA-256, AES-256-GCM. The punch's identifier is authenticated
with it, so that a sealed PIN is of no use in another punch. Written "key.point.iv.text", each in base64url.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .keys import derived, secrets

# The order of P-256. 48 bytes keep the remainder's bias below 2⁻¹²⁸.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
INFO = b"practicum kiosk PIN"


def private_key(secret: str) -> EllipticCurvePrivateKey:
    number = int.from_bytes(derived("seal", 48, secret))
    return derive_private_key(number % (ORDER - 1) + 1, SECP256R1())


def point_of(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def key_id(key: EllipticCurvePrivateKey) -> str:
    return hashlib.sha256(point_of(key.public_key())).hexdigest()[:16]


def sealing_key() -> dict[str, str]:
    """Return what a tablet needs to seal: the current key's name and its point."""
    key = private_key(secrets()[0])
    return {"id": key_id(key), "point": written(point_of(key.public_key()))}


def opened(sealed: str, uuid: str) -> str | None:
    """Return what was sealed for a punch, or None if it cannot be opened."""
    try:
        name, point, iv, text = sealed.split(".")
        key = next(key for key in map(private_key, secrets()) if key_id(key) == name)
        theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), read(point))
        shared = key.exchange(ECDH(), theirs)
        aes = AESGCM(HKDF(SHA256(), 32, salt=None, info=INFO).derive(shared))
        return aes.decrypt(read(iv), read(text), uuid.encode()).decode()
    except (InvalidTag, StopIteration, ValueError):
        return None


def written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
