"""Sign PDFs with the school's certificate (PAdES B-B), where PDF_SIGNING_CERTIFICATE names one."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage
from django.conf import settings
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from clinic_hours.sessions.forms.lines import day_words

FIELD = "Signature"
# An approval signature: others may sign after the school. It follows the PDF's bytes and changes none.
APPROVAL = PdfSignatureMetadata(
    field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
)


class CertificateProblem(Exception):
    """The certificate cannot sign. Its text is a sentence for people."""


def pdf_signer() -> PdfSigner | None:
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
    signer = SimpleSigner.load_pkcs12_data(archive, other_certs=(), passphrase=password)
    field = SigFieldSpec(FIELD, readable_field_name=_("Digital signature of the school"))
    return PdfSigner(APPROVAL, signer, new_field_spec=field)


def signed_pdf(pdf: bytes, signer: PdfSigner | None) -> bytes:
    """Return the PDF with a signature added to its end, or the same bytes without a signer."""
    if signer is None:
        return pdf
    return signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


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
