"""Sign PDFs: PAdES B-B, ETSI EN 319 142-1."""

from collections.abc import Callable
from io import BytesIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

FIELD = "Signature"
# An approval signature: others may sign after the school. It follows the PDF's bytes and changes none.
APPROVAL = PdfSignatureMetadata(
    field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
)


def pades_signer(archive: bytes, password: bytes | None) -> Callable[[bytes], bytes]:
    """Return a function that adds a signature to the end of a PDF, given a PKCS#12 archive (RFC 7292)."""
    certificate = SimpleSigner.load_pkcs12_data(archive, other_certs=(), passphrase=password)
    field = SigFieldSpec(FIELD, readable_field_name=_("Digital signature of the school"))
    signer = PdfSigner(APPROVAL, certificate, new_field_spec=field)

    def signed(pdf: bytes) -> bytes:
        return signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()

    return signed
