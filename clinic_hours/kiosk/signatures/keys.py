"""Keys derived from SECRET_KEY, each for one purpose. A new SECRET_KEY gives new ones; SECRET_KEY_FALLBACKS
still open what older ones sealed.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def derived(purpose: str, length: int = 32, secret: str = "") -> bytes:
    """Return the key for a purpose, from the current secret unless another is given."""
    kdf = HKDF(SHA256(), length, salt=None, info=f"practicum kiosk {purpose}".encode())
    return kdf.derive((secret or settings.SECRET_KEY).encode())


def secrets() -> list[str]:
    """Return the current secret and those before it, the newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
