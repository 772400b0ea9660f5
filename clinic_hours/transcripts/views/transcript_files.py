"""Transcripts as files. Each download is recorded where the student can see it: decision 0008."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.people.views.access import get_enrollment
from clinic_hours.people.views.names import names
from clinic_hours.transcripts.documents.checked import Unreliable, checked_transcript
from clinic_hours.transcripts.documents.csv import transcript_csv
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.documents.xlsx import transcript_xlsx
from clinic_hours.transcripts.models import Disclosure, Transcript
from clinic_hours.transcripts.selectors.files import issued_file
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument
from clinic_hours.transcripts.services.disclosures import note_disclosure
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .transcripts import get_transcript, show

Write = Callable[[Transcript, TranscriptDocument], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of a transcript: its media type and the function that returns it."""

    media_type: str
    write: Write


def pdf_in_readers_language(transcript: Transcript, _document: TranscriptDocument) -> bytes:
    content = issued_file(transcript, f"{get_language() or 'en'}.pdf")
    if content is None:
        raise Unreliable(_("The printed transcript is not the one that was issued."))
    return content


def made_from(write: Callable[[TranscriptDocument], bytes]) -> Write:
    """Return a function that makes a file from the verified record."""
    return lambda _transcript, document: write(document)


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "pdf": Format("application/pdf", pdf_in_readers_language),
    "csv": Format("text/csv; charset=utf-8", made_from(transcript_csv)),
    "xlsx": Format(SPREADSHEET, made_from(transcript_xlsx)),
    "json": Format("application/json", made_from(transcript_json)),
}


@require_safe
def transcript_file(request: SignedInRequest, code: str, extension: str) -> HttpResponse:
    if extension not in FORMATS:
        raise Http404
    transcript, form = get_transcript(request, code), FORMATS[extension]
    if names(request).hides(transcript.enrollment):
        return ask_first(request, transcript)
    try:
        document = checked_transcript(transcript).document
        content = form.write(transcript, document)
    except Unreliable as error:
        return refused(request, transcript, error)
    response = HttpResponse(content, content_type=form.media_type)
    name = slugify(document.statement.student.name) or "student"
    response["Content-Disposition"] = (
        f'attachment; filename="transcript-{transcript.number}-{name}.{extension}"'
    )
    if request.method == "GET":
        note_disclosure(
            transcript, Disclosure.Kind.DOWNLOADED, seen_by=request.user, purpose=extension.upper()
        )
    return response


def ask_first(request: SignedInRequest, transcript: Transcript) -> HttpResponse:
    """Send an auditor to the record, where they can ask for the name that the file would show."""
    messages.warning(
        request, _("The file shows the student's name. Ask to see the name first, and say why.")
    )
    return see_other("hours:enrollment", transcript.enrollment.public_id)


def refused(request: SignedInRequest, transcript: Transcript, error: Unreliable) -> HttpResponse:
    """Refuse to give out a file of a tampered record: printed, it would look like any other."""
    enrollment = get_enrollment(request, transcript.enrollment.public_id)
    problem = _("Transcript %(number)s cannot be downloaded. %(problem)s") % {
        "number": transcript.number,
        "problem": error.problem,
    }
    return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=problem)
