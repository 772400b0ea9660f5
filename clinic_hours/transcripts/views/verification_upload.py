"""Check an uploaded file: is it what the school signed or issued?"""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from clinic_hours.transcripts.documents.checked import (
    Unreliable,
    checked_document,
    trusted_key_forms,
)
from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import standing_of
from clinic_hours.transcripts.verify_transcript import MAX_BYTES, REFUSED, Step, status_of, verify

from .verification import find, note_verification
from .verification_limits import UPLOADS, limited, unlisted
from .verification_words import sentences, step_rows

ENVELOPE = 20_000  # bytes of the form around the file
PDF, CODE_IN_PDF = b"%PDF-", re.compile(rb"/verify/([0-9A-Z]{26})/")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for a file. `problem` is a sentence, or "" if the school issued it."""

    problem: str = ""
    transcript: Transcript | None = None
    steps: tuple[Step, ...] = ()


@csrf_exempt  # otherwise the body would be read for the token before its size is checked
@require_POST
@unlisted
@limited("verify-upload", UPLOADS)
def check(request: HttpRequest) -> HttpResponse:
    """Refuse anything larger than any transcript before reading it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_BYTES + ENVELOPE:
        return asked_again(request, too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return checked(request)


@csrf_protect
def checked(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return asked_again(request, _("Choose a file: the transcript's JSON or PDF."))
    if (upload.size or 0) > MAX_BYTES:
        return asked_again(request, too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    data = upload.read()
    is_pdf = data.startswith(PDF)
    try:
        verdict = verdict_on_pdf(data) if is_pdf else verdict_on_json(data)
    except Unreliable as error:
        verdict = Verdict(error.problem, steps=error.steps)
    if verdict.transcript:
        note_verification(request, verdict.transcript, "PDF" if is_pdf else "JSON")
    context = {
        "verdict": verdict,
        "standing": standing_of(verdict.transcript) if verdict.transcript else None,
        "steps": step_rows(verdict.steps) if verdict.steps else (),
        "file_name": (upload.name or "")[:80],
    }
    return render(request, "clinic_hours_transcripts/verification/checked.html", context)


def verdict_on_json(data: bytes) -> Verdict:
    """Verify it as anyone would, then check whether this school issued it."""
    steps = tuple(verify(data, trusted_key_forms()))
    if status_of(steps) == REFUSED:
        return Verdict(_("This is not what the school signed."), steps=steps)
    if steps[-1].code == "newer_format":
        return Verdict(_("This file is in a newer format than this site can check."), steps=steps)
    statement = json.loads(data)["statement"]
    transcript = find(json.loads(statement)["code"])
    if transcript is None or bytes(transcript.statement) != statement.encode():
        return Verdict(_("The school has no record of this transcript."), steps=steps)
    checked_document(transcript)
    return Verdict(transcript=transcript, steps=steps)


def verdict_on_pdf(data: bytes) -> Verdict:
    """Compare a PDF, which carries no proof, with one made again from the verified record."""
    named = CODE_IN_PDF.search(data)
    transcript = find(named[1].decode()) if named else None
    if transcript is None:
        return Verdict(_("This PDF doesn't name a transcript from this school."))
    document = checked_document(transcript)
    languages = [language for language, _name in settings.LANGUAGES]
    if any(transcript_pdf(document, language) == data for language in languages):
        return Verdict(transcript=transcript)
    problem = _(
        "This PDF is not identical to the one the school issues for this transcript. It was "
        "changed, cut off or saved again. Rely on the page below, not on the file."
    )
    return Verdict(problem, transcript)


def too_large() -> str:
    return _("The file is larger than 5 MB. No transcript is that large.")


def asked_again(
    request: HttpRequest, problem: str, status: int = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    context = {"problem": problem, "sentences": sentences()}
    return render(
        request, "clinic_hours_transcripts/verification/enter.html", context, status=status
    )
