"""PDFs signed with the school's certificate, checked with pyHanko's own validator."""

from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate as TrustRoot
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from django.core.checks import Tags, run_checks
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from clinic_hours.transcripts.documents.issuing import files_of
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.documents.signing import CertificateProblem, pdf_signer
from tests.factories.certificates import DAY, PASSWORD, certificate_of, rsa_key, write_certificate
from tests.factories.documents import transcript_document


@pytest.fixture
def file(tmp_path, settings) -> Path:
    settings.PDF_SIGNING_CERTIFICATE = str(tmp_path / "school.p12")
    settings.PDF_SIGNING_PASSWORD = PASSWORD
    return tmp_path / "school.p12"


@pytest.fixture
def root(file) -> TrustRoot:
    return TrustRoot.load(write_certificate(file).public_bytes(Encoding.DER))


def status_of(pdf: bytes, *roots: TrustRoot):
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=roots))


def test_both_languages_are_signed_and_valid_for_whoever_trusts_the_certificate(root):
    files = files_of(transcript_document(4), pdf_signer())
    assert set(files) == {"en.pdf", "es.pdf"}
    for pdf in files.values():
        status = status_of(pdf, root)
        assert status.bottom_line
        assert status.coverage.name == "ENTIRE_FILE"


def test_a_certificate_that_nobody_trusts_signs_but_is_not_trusted(root):
    status = status_of(pdf_signer()(transcript_pdf(transcript_document(4), "en")))
    assert status.intact
    assert not status.trusted


def test_one_changed_byte_is_noticed(root):
    signed = pdf_signer()(transcript_pdf(transcript_document(4), "en"))
    at = signed.index(b"/StructTreeRoot")
    changed = signed[:at] + b"/StructTreeRooT" + signed[at + len(b"/StructTreeRoot") :]
    assert not status_of(changed, root).intact


def test_a_signed_pdf_is_the_unsigned_one_with_an_addition(root):
    document = transcript_document(4)
    pdf = transcript_pdf(document, "en")
    signed = pdf_signer()(pdf)
    assert signed.startswith(pdf)
    reader = PdfReader(BytesIO(signed))
    root_of = reader.trailer["/Root"]
    described = root_of["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in described
    assert 'pdfaid:conformance="A"' in described
    assert 'pdfuaid:part="1"' in described
    assert root_of["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root_of["/MarkInfo"]["/Marked"]
    assert reader.attachments == {"transcript.json": [transcript_json(document)]}


def test_the_signature_field_meets_pdf_a_and_pdf_ua(root):
    """It is printable and not hidden (PDF/A), and has no area that would need a picture or a tag."""
    signed = pdf_signer()(transcript_pdf(transcript_document(4), "en"))
    (field,) = PdfReader(BytesIO(signed)).trailer["/Root"]["/AcroForm"]["/Fields"]
    field = field.get_object()
    assert field["/F"] & 4
    assert not field["/F"] & 2
    assert [float(each) for each in field["/Rect"]] == [0, 0, 0, 0]
    assert field["/TU"] == "Digital signature of the school"


def test_without_a_certificate_nothing_is_signed(settings):
    settings.PDF_SIGNING_CERTIFICATE = ""
    document = transcript_document(1)
    files = files_of(document, pdf_signer())
    assert files == {f"{code}.pdf": transcript_pdf(document, code) for code in ("en", "es")}


def refused() -> str:
    with pytest.raises(CertificateProblem) as refusal:
        pdf_signer()
    return str(refusal.value)


def test_a_missing_file_is_refused(file):
    assert refused() == "The file with the certificate for signing PDFs cannot be read."


def test_a_broken_file_is_refused(file):
    file.write_bytes(b"no certificate")
    assert refused() == "The certificate for signing PDFs is damaged, or its password is wrong."


def test_a_wrong_password_is_refused(root, settings):
    settings.PDF_SIGNING_PASSWORD = "sea-oats"
    assert refused() == "The certificate for signing PDFs is damaged, or its password is wrong."


def test_an_expired_certificate_is_refused(file):
    now = timezone.now()
    write_certificate(file, starts=now - 30 * DAY, ends=now - DAY)
    assert refused().startswith("The certificate for signing PDFs expired on ")


def test_a_certificate_from_the_future_is_refused(file):
    now = timezone.now()
    write_certificate(file, starts=now + DAY, ends=now + 30 * DAY)
    assert refused().startswith("The certificate for signing PDFs is not valid before ")


def test_a_certificate_for_something_else_is_refused(file):
    write_certificate(file, for_signing=False)
    assert refused() == "The certificate for signing PDFs is not meant for signatures."


@pytest.mark.parametrize("kind", ["no key", "an Ed25519 key"])
def test_a_file_without_a_certificate_and_its_key_is_refused(file, kind):
    if kind == "no key":
        now = timezone.now()
        certificate = certificate_of(rsa_key(), starts=now - DAY, ends=now + DAY)
        secret = BestAvailableEncryption(PASSWORD.encode())
        file.write_bytes(serialize_key_and_certificates(None, None, certificate, None, secret))
    else:
        write_certificate(file, key=Ed25519PrivateKey.generate())
    assert refused() == "The file for signing PDFs must hold a certificate and its RSA or EC key."


def test_a_system_check_warns_of_a_certificate_that_cannot_sign(file):
    assert "portal.W002" in [each.id for each in run_checks(tags=[Tags.files])]
    write_certificate(file)
    assert "portal.W002" not in [each.id for each in run_checks(tags=[Tags.files])]
