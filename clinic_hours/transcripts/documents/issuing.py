"""Issue a transcript: prepare it, make its files, check them as an outsider would, and record it."""

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clinic_hours.ledger.services.altered import refuse_unreadable
from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument, document_of
from clinic_hours.transcripts.services.transcripts import (
    Outdated,
    prepare_transcript,
    record_transcript,
)
from home.core.models.actors import Person

from .checked import require_sound
from .pdf import transcript_pdf
from .signing import Signer, pdf_signer

ATTEMPTS = 3
# What to say for Outdated.
TRY_AGAIN = _(
    "Nothing was issued: hours were signed or transcripts issued at the same moment, several times in a "
    "row. Try again."
)


def issue_transcript(
    *, actor: Person, enrollment: Enrollment, after: int | None = None, now: datetime | None = None
) -> Transcript:
    """Issue a numbered, signed transcript of an enrollment's hours, with its files.

    The files are made between two short transactions, because typesetting takes longer than others should
    wait for the log. Raises what `prepare_transcript` raises, Unreliable if the record does not pass the
    same checks as an uploaded file, CertificateProblem if PDFs are to be signed but cannot be, and
    Outdated if others wrote to the log in each attempt.
    """
    signer = pdf_signer()
    for _again in range(ATTEMPTS - 1):
        with suppress(Outdated):
            return issue_once(actor, enrollment, after, now, signer)
    return issue_once(actor, enrollment, after, now, signer)


def issue_once(
    actor: Person,
    enrollment: Enrollment,
    after: int | None,
    now: datetime | None,
    signer: Signer | None,
) -> Transcript:
    prepared = prepare_transcript(actor=actor, enrollment=enrollment, after=after, now=now)
    with refuse_unreadable():
        document = document_of(prepared)
    require_sound(document)
    return record_transcript(prepared, files_of(document, signer))


def files_of(document: TranscriptDocument, signer: Signer | None) -> dict[str, bytes]:
    """Return the printed transcript in each language, signed if there is a signer, by file name."""
    printed = {f"{code}.pdf": transcript_pdf(document, code) for code, _name in settings.LANGUAGES}
    return {name: signer(pdf) for name, pdf in printed.items()} if signer else printed
