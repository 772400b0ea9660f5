"""Read the school's certificate for signing PDFs, where PDF_SIGNING_CERTIFICATE names one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from clinic_hours.sessions.forms.lines import day_words

Signer = Callable[[bytes], bytes]
# Loaded only with a certificate: pyHanko takes 0.3 s and 17 MB in each process, and few schools sign PDFs.
PADES_SIGNER = "clinic_hours.transcripts.documents.pades.pades_signer"


class CertificateProblem(Exception):
    """The certificate cannot sign. Its text is a sentence for people."""


def pdf_signer() -> Signer | None:
    """Return what signs PDFs, or None if the school signs none. Raises CertificateProblem."""
    if not settings.PDF_SIGNING_CERTIFICATE:
        return None
    archive, password = certificate_file(), settings.PDF_SIGNING_PASSWORD.encode() or None
    try:
        key, certificate, _chain = load_key_and_certificates(archive, password)
    except ValueError:
        raise CertificateProblem(
            _("The certificate for signing PDFs is damaged, or its password is wrong.")
        ) from None
    require_usable(key, certificate, timezone.now())
    signer: Signer = import_string(PADES_SIGNER)(archive, password)
    return signer


def certificate_file() -> bytes:
    try:
        return Path(settings.PDF_SIGNING_CERTIFICATE).read_bytes()
    except OSError:
        raise CertificateProblem(
            _("The file with the certificate for signing PDFs cannot be read.")
        ) from None


def require_usable(key: object, certificate: Certificate | None, now: datetime) -> None:
    """Raise CertificateProblem without a certificate for signing, in force, with a key that readers know."""
    if certificate is None or not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise CertificateProblem(
            _("The file for signing PDFs must hold a certificate and its RSA or EC key.")
        )
    starts, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now < starts:
        raise CertificateProblem(
            _("The certificate for signing PDFs is not valid before %(day)s.")
            % {"day": day_words(localtime(starts))}
        )
    if now > ends:
        raise CertificateProblem(
            _("The certificate for signing PDFs expired on %(day)s.")
            % {"day": day_words(localtime(ends))}
        )
    if not may_sign(certificate):
        raise CertificateProblem(_("The certificate for signing PDFs is not meant for signatures."))


def may_sign(certificate: Certificate) -> bool:
    """Return whether a certificate's key usage, if it states one, includes signatures."""
    try:
        use = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return use.digital_signature or use.content_commitment
