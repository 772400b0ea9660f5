"""Self-made certificates for signing PDFs, as PKCS#12 files."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    KeyUsage,
    Name,
    NameAttribute,
    random_serial_number,
)
from cryptography.x509.oid import NameOID
from django.utils import timezone

PASSWORD = "sea-grape"
DAY = timedelta(days=1)


def rsa_key():
    return generate_private_key(public_exponent=65537, key_size=2048)


def certificate_of(
    key, *, starts: datetime, ends: datetime, for_signing: bool = True
) -> Certificate:
    name = Name([NameAttribute(NameOID.COMMON_NAME, "Palmetto College")])
    use = KeyUsage(
        digital_signature=for_signing,
        content_commitment=for_signing,
        key_encipherment=not for_signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = CertificateBuilder(name, name, key.public_key(), random_serial_number(), starts, ends)
    builder = builder.add_extension(use, critical=True)
    builder = builder.add_extension(BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.sign(key, None if isinstance(key, Ed25519PrivateKey) else hashes.SHA256())


def write_certificate(file: Path, *, key=None, **validity) -> Certificate:
    """Write a certificate with its key to a file."""
    key = key or rsa_key()
    now = timezone.now()
    validity = {"starts": now - DAY, "ends": now + 30 * DAY} | validity
    certificate = certificate_of(key, **validity)
    secret = BestAvailableEncryption(PASSWORD.encode())
    file.write_bytes(serialize_key_and_certificates(b"school", key, certificate, None, secret))
    return certificate
